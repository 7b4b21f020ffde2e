package hanshu.train.tune;

import hanshu.tensor.Key;
import hanshu.train.config.ConfigException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** All that is searched; a point of it is a value for each of its keys. */
public record Space(List<Dimension> dimensions) {
    public Space {
        dimensions = List.copyOf(dimensions);
        var keys = new HashSet<String>();
        for (var dimension : dimensions) {
            if (!keys.add(dimension.key())) {
                throw new ConfigException("%s is to be searched twice; name it once".formatted(dimension.key()));
            }
        }
        if (dimensions.isEmpty()) {
            throw new ConfigException("nothing is to be searched; name a key and its range");
        }
    }

    public static Space parse(List<String> texts) {
        return new Space(texts.stream().map(Dimension::parse).toList());
    }

    public int size() {
        return dimensions.size();
    }

    /** The values at a place: a number from 0 to 1 for each dimension. */
    public SequencedMap<String, String> at(double... place) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < place.length; i++) {
            values.put(dimensions.get(i).key(), dimensions.get(i).at(place[i]));
        }
        return values;
    }

    public double[] place(SequencedMap<String, String> values) {
        var place = new double[size()];
        for (int i = 0; i < place.length; i++) {
            var value = values.get(dimensions.get(i).key());
            if (value == null) {
                throw new IllegalArgumentException(
                        "a point has no %s, only %s".formatted(dimensions.get(i).key(), values.keySet()));
            }
            place[i] = dimensions.get(i).place(value);
        }
        return place;
    }

    /** Anywhere, each place as likely as another. */
    public SequencedMap<String, String> random(Key key) {
        var place = new double[size()];
        for (int i = 0; i < place.length; i++) {
            place[i] = key.at(i).randomDouble(0);
        }
        return at(place);
    }
}

package hanshu.nn.io;

import hanshu.tensor.DType;
import hanshu.tensor.Shape;
import hanshu.tensor.ShapeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;

/** Reads the JSON of a safetensors header, of which nothing is trusted. */
final class HeaderParser {
    private final Path file;

    HeaderParser(Path file) {
        this.file = file;
    }

    Header parse(byte[] text, long end) {
        var entries = new ArrayList<Header.Entry>();
        var metadata = new LinkedHashMap<String, String>();
        try (var json = Header.JSON.createParser(ObjectReadContext.empty(), text)) {
            expect(json.nextToken(), JsonToken.START_OBJECT, "the header");
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = json.currentName();
                expect(json.nextToken(), JsonToken.START_OBJECT, "\"" + name + "\"");
                if (name.equals(Header.METADATA)) {
                    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                        var key = json.currentName();
                        expect(json.nextToken(), JsonToken.VALUE_STRING, "the metadata \"" + key + "\"");
                        metadata.put(key, json.getString());
                    }
                } else {
                    entries.add(entry(name, json));
                }
            }
            if (json.nextToken() != null) {
                throw damaged("its header goes on after its end");
            }
        } catch (StreamReadException e) {
            throw damaged("its header is not JSON as it should be: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
        entries.sort(Comparator.comparingLong(Header.Entry::from).thenComparingLong(Header.Entry::to));
        return new Header(List.copyOf(entries), metadata, end);
    }

    private Header.Entry entry(String name, JsonParser json) {
        var dtype = Optional.<String>empty();
        var shape = Optional.<long[]>empty();
        var offsets = Optional.<long[]>empty();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var key = json.currentName();
            var token = json.nextToken();
            switch (key) {
                case "dtype" -> {
                    expect(token, JsonToken.VALUE_STRING, "the type of \"" + name + "\"");
                    dtype = Optional.of(json.getString());
                }
                case "shape" -> shape = Optional.of(numbers(json, "the shape of \"" + name + "\""));
                case "data_offsets" -> offsets = Optional.of(numbers(json, "the place of \"" + name + "\""));
                default -> json.skipChildren();
            }
        }
        if (dtype.isEmpty() || shape.isEmpty() || offsets.isEmpty()) {
            throw damaged("tensor \"" + name + "\" lacks its dtype, shape or data_offsets");
        }
        return entry(name, dtype.get(), shape.get(), offsets.get());
    }

    private Header.Entry entry(String name, String typeName, long[] sizes, long[] offsets) {
        var dtype = Arrays.stream(DType.values())
                .filter(t -> t.name().equals(typeName))
                .findFirst()
                .orElseThrow(() -> new ModelFileException(
                        file,
                        "holds tensor \"%s\" of type %s, which is none of %s"
                                .formatted(name, typeName, Arrays.toString(DType.values()))));
        var shape = shape(name, sizes);
        if (offsets.length != 2 || offsets[0] < 0 || offsets[1] < offsets[0]) {
            throw damaged("tensor \"%s\" lies at %s".formatted(name, Arrays.toString(offsets)));
        }
        long bytes = (long) shape.count() * dtype.bytes();
        if (offsets[1] - offsets[0] != bytes) {
            throw damaged("tensor \"%s\", %s %s, takes %d bytes, but has %d"
                    .formatted(name, dtype, shape, bytes, offsets[1] - offsets[0]));
        }
        return new Header.Entry(name, dtype, shape, offsets[0], offsets[1]);
    }

    private Shape shape(String name, long[] sizes) {
        try {
            return Shape.of(Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray());
        } catch (ShapeException | ArithmeticException e) {
            throw damaged("tensor \"%s\" has the shape %s".formatted(name, Arrays.toString(sizes)));
        }
    }

    private long[] numbers(JsonParser json, String what) {
        expect(json.currentToken(), JsonToken.START_ARRAY, what);
        var numbers = new ArrayList<Long>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, what);
            numbers.add(json.getLongValue());
        }
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private void expect(JsonToken token, JsonToken expected, String what) {
        if (token != expected) {
            throw damaged("%s should be %s".formatted(what, name(expected)));
        }
    }

    private static String name(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_NUMBER_INT -> "whole numbers";
            default -> "a text";
        };
    }

    private ModelFileException damaged(String problem) {
        return new ModelFileException(file, "is damaged: " + problem);
    }
}

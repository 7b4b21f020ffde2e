package hanshu.data.image;

import hanshu.data.DataException;
import hanshu.data.table.Notice;
import hanshu.tensor.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;

/**
 * Pictures and the class of each.
 *
 * @param labels the class of each picture: its place in {@code classes}
 * @param classes names, those of training data in order (numbers by size, words by alphabet)
 * @param notices what reading brought up
 */
@SuppressWarnings("ArrayRecordComponent") // labels by the million, handed on and never compared
public record PictureSet(Pictures pictures, int[] labels, List<String> classes, List<Notice> notices) {
    public PictureSet {
        classes = List.copyOf(classes);
        notices = List.copyOf(notices);
        if (labels.length != pictures.count()) {
            throw new DataException(
                    "%d pictures need as many labels, but there are %d".formatted(pictures.count(), labels.length));
        }
        for (int label : labels) {
            if (label < 0 || label >= classes.size()) {
                throw new DataException("label %d is none of the %d classes".formatted(label, classes.size()));
            }
        }
    }

    /** With a class for each name that occurs. */
    public static PictureSet of(Pictures pictures, List<String> classOfEach, List<Notice> notices) {
        var names = new TreeSet<>(byNumberThenName());
        names.addAll(classOfEach);
        return of(pictures, classOfEach, List.copyOf(names), notices);
    }

    /**
     * With classes that are known from elsewhere, as a test set has those of its training set.
     *
     * @throws DataException when a picture is of none of them
     */
    public static PictureSet of(
            Pictures pictures, List<String> classOfEach, List<String> classes, List<Notice> notices) {
        var places = new HashMap<String, Integer>();
        classes.forEach(name -> places.put(name, places.size()));
        var labels = new int[classOfEach.size()];
        for (int i = 0; i < labels.length; i++) {
            String name = classOfEach.get(i);
            Integer place = places.get(name);
            if (place == null) {
                throw new DataException(
                        "picture %d is of the class \"%s\", which the training pictures don't have; they have %s"
                                .formatted(i + 1, name, some(classes)));
            }
            labels[i] = place;
        }
        return new PictureSet(pictures, labels, classes, notices);
    }

    public int count() {
        return pictures.count();
    }

    public PictureSize size() {
        return pictures.size();
    }

    /** The classes of the pictures {@code rows[from]} … {@code rows[to − 1]}: I32 (to − from). */
    public Tensor labels(int[] rows, int from, int to) {
        var picked = new int[to - from];
        Arrays.setAll(picked, i -> labels[rows[from + i]]);
        return Tensor.sharing(picked, 0, picked.length);
    }

    /** The chosen ones of these pictures, numbered anew from 0: the training part of a split, for example. */
    public PictureSet only(int[] chosen) {
        return new PictureSet(
                pictures.only(chosen),
                Arrays.stream(chosen).map(row -> labels[row]).toArray(),
                classes,
                notices);
    }

    private static Comparator<String> byNumberThenName() {
        return Comparator.<String>comparingLong(
                        name -> name.matches("[0-9]{1,18}") ? Long.parseLong(name) : Long.MAX_VALUE)
                .thenComparing(Comparator.naturalOrder());
    }

    static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(10, names.size()))) + (names.size() > 10 ? ", …" : "");
    }
}

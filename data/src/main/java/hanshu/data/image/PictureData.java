package hanshu.data.image;

import hanshu.data.DataException;
import hanshu.data.Wording;
import hanshu.data.table.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Pictures to learn from and, where the data came with a split of its own, those to be tested on.
 *
 * <pre>{@code
 * var data = PictureData.read(Path.of("mnist"), PictureOptions.DEFAULT);
 * int classes = data.train().classes().size();
 * data.notices().forEach(n -> System.err.println(n.sentence()));
 * }</pre>
 *
 * <p>What is read: a folder of IDX files, a pair for training and perhaps one for testing; a folder with a folder for
 * each class, or an archive of such (.zip, .tar, .tar.gz); a folder with {@code train} and {@code test} in it, each a
 * folder or an archive of classes. The class of a picture is the folder that it lies in, with the folders between where
 * they differ: {@code Greek/character01}. Tables that name pictures are read with {@link Reading}.
 *
 * @param fitting how files are brought to the size of these pictures
 */
public record PictureData(PictureSet train, Optional<PictureSet> test, Fitting fitting) {
    private static final Pattern TEST = Pattern.compile("(?i)(t10k|test|testing|val|valid|validation)\\b.*");

    /**
     * Reads what lies there, whichever of these it is.
     *
     * @throws DataException when there are no pictures, or none that can be read
     */
    public static PictureData read(Path path, PictureOptions options) {
        if (!Files.isDirectory(path)) {
            return files(path, options);
        }
        var inside = inside(path);
        var idx = idxPairs(inside);
        if (!idx.isEmpty()) {
            return idx(path, idx, options);
        }
        var train = part(inside, "train|training");
        var test = part(inside, "test|testing|val|valid|validation");
        return train.isPresent() && test.isPresent() ? split(train.get(), test.get(), options) : files(path, options);
    }

    /** What the reading of both brought up. */
    public List<Notice> notices() {
        var all = new LinkedHashSet<>(train.notices());
        test.ifPresent(set -> all.addAll(set.notices()));
        return List.copyOf(all);
    }

    // ---- IDX

    /** Files of labels by the files of their pictures: the same name, but for "images" and "idx3". */
    private static Map<Path, Path> idxPairs(List<Path> inside) {
        var pairs = new LinkedHashMap<Path, Path>();
        for (Path file : inside) {
            String name = name(file);
            if (!name.contains("images") || !Files.isRegularFile(file) || !Idx.isIdx(file)) {
                continue;
            }
            var wanted = name.replace("images", "labels")
                    .replaceAll("idx[34]", "idx1")
                    .replaceAll("\\.gz$", "");
            inside.stream()
                    .filter(other -> name(other).replaceAll("\\.gz$", "").equals(wanted))
                    .findFirst()
                    .ifPresentOrElse(labels -> pairs.put(file, labels), () -> {
                        throw new DataException("%s has no file of labels beside it: %s or %s.gz is missing"
                                .formatted(file, wanted, wanted));
                    });
        }
        return pairs;
    }

    private static PictureData idx(Path folder, Map<Path, Path> pairs, PictureOptions options) {
        var ofTest = pairs.keySet().stream()
                .filter(file -> TEST.matcher(name(file)).matches())
                .toList();
        var ofTrain =
                pairs.keySet().stream().filter(file -> !ofTest.contains(file)).toList();
        if (ofTrain.size() != 1 || ofTest.size() > 1) {
            throw new DataException(
                    "%s: expected one pair of IDX files for training and perhaps one for testing (t10k-… or test-…), found %s"
                            .formatted(
                                    folder,
                                    pairs.keySet().stream()
                                            .map(PictureData::name)
                                            .toList()));
        }
        var found = Idx.pictures(ofTrain.getFirst());
        var choice = Fitting.choose(
                List.of(new Decoder.Header(
                        found.size().height(),
                        found.size().width(),
                        found.size().channels() == 1,
                        1,
                        "IDX")),
                options);
        var fitting = choice.fitting();
        var train = PictureSet.of(
                fitted(found, fitting), labels(found, ofTrain.getFirst(), pairs), List.of(choice.notice()));
        return new PictureData(
                train,
                ofTest.stream().findFirst().map(file -> {
                    var pictures = Idx.pictures(file);
                    return PictureSet.of(
                            fitted(pictures, fitting), labels(pictures, file, pairs), train.classes(), List.of());
                }),
                fitting);
    }

    private static List<String> labels(Pictures pictures, Path ofPictures, Map<Path, Path> pairs) {
        Path ofLabels = Optional.ofNullable(pairs.get(ofPictures)).orElseThrow();
        var labels = Idx.labels(ofLabels);
        Idx.requireAsMany(pictures, ofPictures, labels, ofLabels);
        return labels;
    }

    private static Pictures fitted(Pictures pictures, Fitting fitting) {
        return pictures.size().equals(fitting.size()) ? pictures : fitting.apply(pictures);
    }

    // ---- folders and archives

    private static PictureData files(Path path, PictureOptions options) {
        var files = PictureFiles.in(path);
        var reading = Reading.of(required(files), options);
        var classes = classes(files, reading);
        var notices = new ArrayList<>(notices(files, reading));
        var single = classes.stream()
                .distinct()
                .filter(name -> Collections.frequency(classes, name) == 1)
                .toList();
        if (!single.isEmpty()) {
            notices.add(Notice.warning(
                    "",
                    Wording.of(
                                    "Classes with a single picture can't be both learned and tested: %s.",
                                    "只有一张图片的类别不能既学习又测试：%s。")
                            .with(PictureSet.some(single))));
        }
        var set = PictureSet.of(reading.pictures(), classes, notices);
        return new PictureData(set, Optional.empty(), reading.fitting());
    }

    private static PictureData split(Path train, Path test, PictureOptions options) {
        var learned = files(train, options);
        var files = PictureFiles.in(test);
        var reading = Reading.of(required(files), options, learned.fitting);
        var set = PictureSet.of(
                reading.pictures(), classes(files, reading), learned.train.classes(), notices(files, reading));
        return new PictureData(learned.train, Optional.of(set), learned.fitting);
    }

    private static List<PictureFile> required(PictureFiles files) {
        if (files.pictures().isEmpty()) {
            throw new DataException("%s holds no pictures (%s)%s"
                    .formatted(
                            files.root(),
                            String.join(", ", new java.util.TreeSet<>(PictureFiles.ENDINGS)),
                            files.others().isEmpty()
                                    ? ""
                                    : ", only files such as " + files.others().getFirst()));
        }
        return files.pictures();
    }

    private static List<String> classes(PictureFiles files, Reading reading) {
        var folders = files.folders();
        var classes = new ArrayList<String>();
        for (int i : reading.kept()) {
            classes.add(folders.get(i));
        }
        if (new LinkedHashSet<>(classes).size() < 2) {
            throw new DataException(
                    "%s: all pictures lie in one folder, so there is nothing to tell apart: make a folder for each class, or name each picture's class in a table (file,label)"
                            .formatted(files.root()));
        }
        if (classes.contains("")) {
            throw new DataException("%s: some pictures lie beside the folders of the classes, such as %s: move them"
                    .formatted(
                            files.root(),
                            files.pictures()
                                    .get(reading.kept()[classes.indexOf("")])
                                    .name()));
        }
        return classes;
    }

    private static List<Notice> notices(PictureFiles files, Reading reading) {
        var notices = new ArrayList<>(reading.notices());
        if (!files.emptyFolders().isEmpty()) {
            notices.add(Notice.warning(
                    "",
                    Wording.of("Folders without anything in them are no classes: %s.", "空文件夹不算类别：%s。")
                            .with(PictureSet.some(files.emptyFolders()))));
        }
        if (!files.others().isEmpty()) {
            notices.add(Notice.info(
                    "",
                    Wording.of(
                                    "%,d files are no pictures by their names and are left out, such as %s.",
                                    "%,d 个文件从名字看不是图片，没有使用，例如 %s。")
                            .with(files.others().size(), files.others().getFirst())));
        }
        return notices;
    }

    // ---- names

    private static List<Path> inside(Path folder) {
        try (var list = Files.list(folder)) {
            return list.sorted().toList();
        } catch (IOException e) {
            throw new DataException("the folder %s can't be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static Optional<Path> part(List<Path> inside, String names) {
        var pattern = Pattern.compile("(" + names + ")(\\.zip|\\.tar|\\.tar\\.gz|\\.tgz)?");
        return inside.stream()
                .filter(file ->
                        pattern.matcher(name(file).toLowerCase(Locale.ROOT)).matches())
                .filter(file -> Files.isDirectory(file) || Archive.isArchive(file))
                .findFirst();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}

package hanshu.learn.supervised.task.read;

import hanshu.data.DataException;
import hanshu.data.image.PictureData;
import hanshu.data.image.PictureFile;
import hanshu.data.image.PictureFiles;
import hanshu.data.image.PictureOptions;
import hanshu.data.image.PictureSet;
import hanshu.data.image.Reading;
import hanshu.data.table.Notice;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.cases.Provided;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.input.PictureForm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Opens pictures: IDX files, folders and archives by class, single files. */
public final class PictureCases {
    private PictureCases() {}

    static PictureOptions options(TaskConfig config, Optional<PictureForm> known) {
        var options = PictureOptions.DEFAULT.onError(config.onError());
        if (known.isPresent()) {
            return exactly(options, known.get());
        }
        int size = config.inputs().isEmpty() ? 0 : config.inputs().getFirst().size();
        return size == 0 ? options : options.size(size, size);
    }

    /** Read as those that were learned from. */
    private static PictureOptions exactly(PictureOptions options, PictureForm form) {
        return options.size(form.height(), form.width())
                .channels(
                        switch (form.channels()) {
                            case 1 -> PictureOptions.Channels.GREY;
                            case 3 -> PictureOptions.Channels.COLOUR;
                            default -> PictureOptions.Channels.COLOUR_AND_ALPHA;
                        })
                .fit(form.fitting().fit());
    }

    /** Pictures with their classes. */
    public static Provided labelled(Path path, TaskConfig config, Optional<PictureForm> known) {
        var data = PictureData.read(path, options(config, known));
        var name = FileNames.name(path);
        return new Provided(
                cases(name, data, data.train(), config, data.notices()),
                Optional.empty(),
                data.test().map(set -> cases(name + " (test)", data, set, config, List.of())));
    }

    private static Cases cases(String name, PictureData data, PictureSet set, TaskConfig config, List<Notice> notices) {
        var input = config.inputs().isEmpty()
                ? "picture"
                : config.inputs().getFirst().name();
        var output = config.outputs().isEmpty()
                ? "class"
                : config.outputs().getFirst().column();
        var labels = Arrays.stream(set.labels()).mapToObj(set.classes()::get).toList();
        return Cases.of(name, input, new Given.Images(set.pictures(), data.fitting()), output, labels)
                .at(row -> "%s: %s".formatted(name, set.pictures().name(row)))
                .noticing(notices.stream().map(Notice::wording).toList());
    }

    /** Pictures of which nothing but themselves is known. */
    public static Cases asked(List<Path> paths, TaskConfig config, String input, PictureForm form) {
        var files = new ArrayList<PictureFile>();
        for (var path : paths) {
            if (Files.isDirectory(path)) {
                files.addAll(PictureFiles.in(path).pictures());
            } else {
                files.add(PictureFile.of(path));
            }
        }
        if (files.isEmpty()) {
            throw new DataException("no pictures in " + paths.getFirst());
        }
        var reading = Reading.of(files, options(config, Optional.of(form)), form.fitting());
        var inputs = new LinkedHashMap<String, Given>();
        inputs.put(input, new Given.Images(reading.pictures(), form.fitting()));
        var leftOut = new TreeMap<Integer, String>();
        for (int i = 0; i < files.size(); i++) {
            if (Arrays.binarySearch(reading.kept(), i) < 0) {
                leftOut.put(i, files.get(i).name());
            }
        }
        return new Cases(
                        "pictures",
                        inputs,
                        new LinkedHashMap<>(),
                        row -> files.get(reading.kept()[row]).name(),
                        reading.notices().stream().map(Notice::wording).toList())
                .without(leftOut);
    }
}

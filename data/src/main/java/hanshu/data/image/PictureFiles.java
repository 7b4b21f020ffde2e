package hanshu.data.image;

import hanshu.data.DataException;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The files below a folder, or in an archive, whose names end as those of pictures do; in the order of their paths.
 * Hidden files and folders don't count.
 *
 * @param root the folder or archive
 * @param others paths of the files that are no pictures by their names
 * @param emptyFolders paths of the folders with nothing in them
 */
public record PictureFiles(Path root, List<PictureFile> pictures, List<String> others, List<String> emptyFolders) {
    /** How the names of picture files end. */
    public static final Set<String> ENDINGS =
            Set.of("png", "jpg", "jpeg", "jpe", "gif", "bmp", "webp", "tif", "tiff", "wbmp");

    public PictureFiles {
        pictures = pictures.stream()
                .sorted(Comparator.comparing(PictureFile::path))
                .toList();
        others = others.stream().sorted().toList();
        emptyFolders = emptyFolders.stream().sorted().toList();
    }

    /**
     * Looks into a folder and all folders in it, or into an archive.
     *
     * @throws DataException when it can't be read
     */
    public static PictureFiles in(Path root) {
        var others = new ArrayList<String>();
        if (Files.isDirectory(root)) {
            return inFolder(root, others);
        }
        if (!Files.exists(root)) {
            throw new DataException("there is no file or folder " + root + ": check the name");
        }
        if (!Archive.isArchive(root)) {
            throw new DataException(root + " is no folder and no archive (.zip, .tar, .tar.gz, .tgz)");
        }
        var pictures = Archive.files(root, path -> {
            if (isHidden(path)) {
                return false;
            }
            if (!isPicture(path)) {
                others.add(path);
            }
            return isPicture(path);
        });
        return new PictureFiles(root, pictures, others, List.of());
    }

    private static PictureFiles inFolder(Path root, List<String> others) {
        var pictures = new ArrayList<PictureFile>();
        var emptyFolders = new ArrayList<String>();
        try {
            Files.walkFileTree(
                    root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                                throws IOException {
                            String path = slashed(root.relativize(folder));
                            if (isHidden(path)) {
                                return FileVisitResult.SKIP_SUBTREE;
                            }
                            try (var inside = Files.list(folder)) {
                                if (inside.findAny().isEmpty()) {
                                    emptyFolders.add(path);
                                }
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            String path = slashed(root.relativize(file));
                            if (!isHidden(path)) {
                                if (isPicture(path)) {
                                    pictures.add(PictureFile.of(file, path));
                                } else {
                                    others.add(path);
                                }
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                            if (e
                                    instanceof
                                    FileSystemLoopException) { // a link to a folder above: what is there was seen
                                return FileVisitResult.CONTINUE;
                            }
                            throw e;
                        }
                    });
        } catch (IOException e) {
            throw new DataException(
                    "the folder %s can't be read: %s: %s"
                            .formatted(root, e.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
        return new PictureFiles(root, pictures, others, emptyFolders);
    }

    /** The folder of each picture, without what all paths begin with; empty for pictures that lie side by side. */
    public List<String> folders() {
        var folders = pictures.stream().map(picture -> folder(picture.path())).toList();
        var first = folders.isEmpty() ? new String[0] : folders.getFirst().split("/", -1);
        int common = 0;
        for (String prefix = ""; common < first.length; common++) {
            prefix += first[common] + "/";
            String start = prefix;
            if (!folders.stream().allMatch(folder -> (folder + "/").startsWith(start))) {
                break;
            }
        }
        int skipped = common;
        return folders.stream()
                .map(folder -> {
                    var steps = folder.split("/", -1);
                    return String.join("/", List.of(steps).subList(Math.min(skipped, steps.length), steps.length));
                })
                .toList();
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** Whether a file is a picture by the ending of its name. */
    public static boolean isPicture(String path) {
        return ENDINGS.contains(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private static boolean isHidden(String path) {
        for (String step : path.split("/", -1)) {
            if ((step.startsWith(".") && step.length() > 1) || step.equals("__MACOSX")) {
                return true;
            }
        }
        return false;
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }
}

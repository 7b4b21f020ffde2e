package hanshu.bench;

import hanshu.data.image.Normalisation;
import hanshu.data.image.PictureBatches;
import hanshu.data.image.PictureData;
import hanshu.data.image.PictureOptions;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/**
 * Whether a folder of pictures that is larger than the heap is read in constant memory: the heap in use after each epoch,
 * garbage collected before. To be run with {@code -Xmx128m}: the pictures take 168 MB.
 */
public final class FolderTable {
    private static final int PICTURES = 4_800;
    private static final int SIDE = 108;
    private static final int BATCH = 64;
    private static final int EPOCHS = 4;

    private FolderTable() {}

    /** Prints {@code folder<TAB>epoch<TAB>MB<TAB>value}; the pictures are made in the folder that is named, if they aren't. */
    public static void main(String[] args) throws IOException {
        var folder = Path.of(args[0]);
        for (int i = 0; i < PICTURES; i++) {
            write(folder.resolve("class%d/%04d.jpg".formatted(i % 2, i)), i);
        }
        var pictures = PictureData.read(folder, PictureOptions.DEFAULT.size(SIDE, SIDE))
                .train()
                .pictures();
        var batches = new PictureBatches(pictures, Normalisation.of(pictures));
        var order = new int[pictures.count()];
        Arrays.setAll(order, i -> i);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            batches.startEpoch(epoch);
            for (int from = 0; from < order.length; from += BATCH) {
                batches.batch(order, from, Math.min(from + BATCH, order.length));
            }
            System.gc();
            var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
            System.out.printf(Locale.ROOT, "folder\t%d\tMB\t%.2f%n", epoch + 1, heap.getUsed() * 0x1p-20);
        }
    }

    private static void write(Path file, int seed) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.resolveSibling(""));
        var random = new SplittableRandom(seed);
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                image.setRGB(x, y, (x * y + random.nextInt(1 << 16)) & 0xffffff);
            }
        }
        ImageIO.write(image, "jpg", file.toFile());
    }
}

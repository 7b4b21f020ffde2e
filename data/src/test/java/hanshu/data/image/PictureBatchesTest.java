package hanshu.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.data.image.PictureOptions.Keep;
import hanshu.data.image.augment.Augmentation;
import hanshu.data.image.augment.Flip;
import hanshu.data.image.augment.RandAugment;
import hanshu.data.image.augment.RandomCrop;
import hanshu.tensor.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureBatchesTest {
    private static final PictureSize SIZE = new PictureSize(8, 8, 3);
    private static final Key KEY = Key.of(1);
    private static final PictureChange CHANGE =
            Augmentation.inOrder(List.of(new RandomCrop(2), new Flip(0.5), new RandAugment(2, 10)));

    private static Pictures pictures(int count) {
        var pictures = new byte[count][SIZE.bytes()];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < pictures[i].length; j++) {
                pictures[i][j] = (byte) (31 * i + 7 * j + i * j);
            }
        }
        return Pictures.of(SIZE, pictures);
    }

    @Test
    void normalisedByTheMeanAndDeviationOfEachChannel() {
        var pictures = pictures(50);
        var normalisation = Normalisation.of(pictures);
        var batch = new PictureBatches(pictures, normalisation).batch(KEY.permutation(50), 0, 50);
        assertThat(batch.shape()).hasToString("[50, 8, 8, 3]");
        for (int c = 0; c < 3; c++) {
            var channel = batch.slice(3, c, c + 1);
            assertThat(channel.mean().item()).isCloseTo(0, within(1e-4));
            assertThat(channel.times(channel).mean().item()).isCloseTo(1, within(1e-4));
        }
        var one = pictures.pick(new int[] {3}, 0, 1);
        var alone = new PictureBatches(pictures, normalisation).batch(new int[] {3}, 0, 1);
        assertThat(normalisation.apply(one).minus(alone).abs().max().item()).isLessThan(1e-5);
    }

    /** A picture's change depends on the epoch and its number, not on the batches or what was asked for before. */
    @Test
    void thesameBitsHoweverTheyAreAskedFor() {
        var pictures = pictures(300);
        int[] order = KEY.permutation(300);
        var whole = batches(pictures).batch(order, 0, 300).toFloats();
        var inParts = batches(pictures);
        int bytes = SIZE.bytes();
        for (int from = 0; from < 300; from += 37) {
            int to = Math.min(300, from + 37);
            assertThat(inParts.batch(order, from, to).toFloats())
                    .containsExactly(java.util.Arrays.copyOfRange(whole, from * bytes, to * bytes));
        }
        var resumed = batches(pictures);
        resumed.batch(KEY.at("other").permutation(300), 0, 10);
        assertThat(resumed.batch(order.clone(), 200, 210).toFloats())
                .containsExactly(java.util.Arrays.copyOfRange(whole, 200 * bytes, 210 * bytes));
        resumed.startEpoch(1);
        assertThat(resumed.batch(order, 200, 210).toFloats())
                .isNotEqualTo(java.util.Arrays.copyOfRange(whole, 200 * bytes, 210 * bytes));
    }

    private static PictureBatches batches(Pictures pictures) {
        return new PictureBatches(pictures, Normalisation.none(3), CHANGE, KEY);
    }

    /** What is read ahead is bounded: memory stays flat however many pictures there are. */
    @Test
    void littleIsHeldOfMany() {
        int count = 20_000;
        var asked = new AtomicInteger();
        var endless = new Pictures() {
            @Override
            public int count() {
                return count;
            }

            @Override
            public PictureSize size() {
                return new PictureSize(64, 64, 3);
            }

            @Override
            public byte[] pixels(int number) {
                asked.incrementAndGet();
                return new byte[size().bytes()];
            }
        };
        var batches = new PictureBatches(endless, Normalisation.none(3));
        int[] order = KEY.permutation(count);
        for (int from = 0; from < count; from += 100) {
            batches.batch(order, from, from + 100);
        }
        assertThat(asked).hasValue(count); // each once
        assertThat(batches.held()).isBetween(100, 320);
        assertThat(batches.shareWaited()).isBetween(0.01, 1.0);
    }

    @Test
    void picturesStayOnDiskWhereTheyDontFit(@TempDir Path folder) throws IOException {
        var files = new ArrayList<PictureFile>();
        for (int i = 0; i < 5; i++) {
            var file = folder.resolve(i + ".png");
            Files.write(file, Expected.bytes("rgb.png"));
            files.add(PictureFile.of(file));
        }
        var inMemory =
                Reading.of(files, PictureOptions.DEFAULT.keep(Keep.MEMORY)).pictures();
        var reading = Reading.of(files, PictureOptions.DEFAULT.keep(Keep.DISK));
        var onDisk = reading.pictures();
        assertThat(reading.notices())
                .anyMatch(notice -> notice.sentence().endsWith("so each is decoded whenever it is wanted."));
        Files.delete(folder.resolve("4.png"));
        assertThat(inMemory.pixels(4)).containsExactly(onDisk.pixels(3));
        var batches = new PictureBatches(onDisk, Normalisation.none(3));
        assertThatThrownBy(() -> batches.batch(new int[] {0, 4}, 0, 2))
                .hasMessage("there is no file " + folder.resolve("4.png") + ": check the name and the folder");
    }

    @Test
    void anotherNumberOfChannels() {
        assertThatThrownBy(() -> new PictureBatches(pictures(2), Normalisation.none(1)))
                .hasMessage("a normalisation of 1 channels doesn't fit pictures that are 8×8 colour");
        assertThatThrownBy(() -> new Normalisation(List.of(0.0), List.of(0.0)))
                .hasMessageContaining("deviation above 0");
    }
}

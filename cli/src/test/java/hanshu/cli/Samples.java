package hanshu.cli;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Small data of each kind in one folder: pictures of squares and triangles, tones that are low or high, opinions that are
 * good or bad, waves that are slow or fast, sentences of two languages, and a list with a picture, a text, a number and
 * three answers in each row.
 */
record Samples(Path folder) {
    private static final int EACH = 12;

    static Samples in(Path folder) throws IOException {
        var samples = new Samples(folder);
        for (int i = 0; i < EACH; i++) {
            samples.picture("square", i);
            samples.picture("triangle", i);
            samples.tone("low", i, 300 + 10 * i);
            samples.tone("high", i, 1500 + 30 * i);
        }
        samples.texts();
        samples.waves("Waves_TRAIN.ts", 24);
        samples.waves("Waves_TEST.ts", 8);
        samples.list();
        samples.people();
        samples.translations("train", 5 * EACH);
        samples.translations("test_2016", EACH);
        return samples;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** A pipe that gives a text once. */
    static Path pipe(Path folder, String text) throws IOException, InterruptedException {
        var pipe = folder.resolve("pipe");
        if (new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() != 0) {
            throw new IOException("mkfifo failed");
        }
        Thread.startVirtualThread(() -> {
            try {
                Files.writeString(pipe, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return pipe;
    }

    private void picture(String shape, int i) throws IOException {
        var image = new BufferedImage(12, 12, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 6; y++) {
            for (int x = 0; x < (shape.equals("square") ? 6 : y + 1); x++) {
                image.setRGB(1 + i % 5 + x, 1 + i % 4 + y, new Color(120 + 10 * i, 200, 90).getRGB());
            }
        }
        var file = path("shapes/%s/%02d.png".formatted(shape, i));
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private void tone(String pitch, int i, int hertz) throws IOException {
        int rate = 8000;
        var bytes = ByteBuffer.allocate(2 * rate / 5).order(ByteOrder.LITTLE_ENDIAN);
        for (int t = 0; bytes.hasRemaining(); t++) {
            bytes.putShort((short) (20_000 * Math.sin(2 * Math.PI * hertz * t / rate)));
        }
        var format = new AudioFormat(rate, 16, 1, true, false);
        var file = path("tones/%s/%02d.wav".formatted(pitch, i));
        Files.createDirectories(file.getParent());
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, bytes.capacity() / 2),
                AudioFileFormat.Type.WAVE,
                file.toFile());
    }

    static String opinion(int i) {
        var thing = new String[] {"film", "book", "meal", "song"}[i % 4];
        var word = i % 2 == 0
                ? new String[] {"great", "lovely", "superb"}[i % 3]
                : new String[] {"awful", "dull", "poor"}[i % 3];
        return "the %s was %s and I say so".formatted(thing, word);
    }

    private void texts() throws IOException {
        var table = new StringBuilder("review,opinion\n");
        var lines = new StringBuilder();
        Files.createDirectories(path("opinions"));
        var files = new StringBuilder[] {new StringBuilder(), new StringBuilder()};
        for (int i = 0; i < 4 * EACH; i++) {
            var label = i % 2 == 0 ? "good" : "bad";
            table.append("%s number %d,%s\n".formatted(opinion(i), i, label));
            lines.append("%s %s\n".formatted(label, opinion(i)));
            files[i % 2].append(opinion(i)).append('\n');
        }
        Files.writeString(path("reviews.csv"), table);
        Files.writeString(path("reviews.txt"), lines);
        Files.writeString(path("opinions/good.txt"), files[0]);
        Files.writeString(path("opinions/bad.txt"), files[1]);
    }

    private void waves(String name, int count) throws IOException {
        var text = new StringBuilder("""
            @problemName Waves
            @univariate true
            @equalLength false
            @classLabel true slow fast
            @data
            """);
        for (int i = 0; i < count; i++) {
            for (int t = 0; t < 16 + i % 5; t++) {
                text.append(t == 0 ? "" : ",")
                        .append(String.format(Locale.ROOT, "%.3f", Math.sin(t * (i % 2 == 0 ? 0.2 : 0.9) + i)));
            }
            text.append(i % 2 == 0 ? ":slow\n" : ":fast\n");
        }
        Files.writeString(path(name), text);
    }

    /** A sentence with its tags, of people and places. */
    static String tagged(int i) {
        var name = new String[] {"Anna", "Ben", "Clara", "David", "Emma"}[i * 3 % 5];
        var place = new String[] {"Rome", "Oslo", "Lima"}[i * 2 % 3];
        return i % 2 == 0
                ? name + "/B-PER Berg/I-PER lives/O in/O " + place + "/B-LOC"
                : "yesterday/O " + name + "/B-PER went/O to/O " + place + "/B-LOC";
    }

    private void people() throws IOException {
        var columns = new StringBuilder();
        var table = new StringBuilder("text,names,kind\n");
        for (int i = 0; i < 4 * EACH; i++) {
            var sentence = tagged(i);
            columns.append(sentence.replace('/', '\t').replace(' ', '\n')).append("\n\n");
            table.append("%s,%s,%s\n"
                    .formatted(
                            sentence.replaceAll("/[^ ]+", ""),
                            sentence.replaceAll("[^ ]+/", ""),
                            i % 2 == 0 ? "home" : "trip"));
        }
        Files.writeString(path("people.conll"), columns);
        Files.writeString(path("people.csv"), table);
        Files.writeString(path("tags.yaml"), """
            inputs:
              - name: text
                kind: text
            outputs:
              - name: names
                kind: tags
                input: text
              - name: kind
                weight: 0.5
            """);
    }

    private void translations(String part, int count) throws IOException {
        var english = new StringBuilder();
        var german = new StringBuilder();
        var table = new StringBuilder("english\tgerman\n");
        var animals = new String[][] {{"dog", "Hund"}, {"bird", "Vogel"}, {"fish", "Fisch"}};
        var doings = new String[][] {{"sleeps", "schläft"}, {"eats", "frisst"}, {"plays", "spielt"}};
        for (int i = 0; i < count; i++) {
            var animal = animals[i % 3];
            var doing = doings[i / 3 % 3];
            var first = "the %s %s for the %d. time".formatted(animal[0], doing[0], i);
            var second = "der %s %s zum %d. Mal".formatted(animal[1], doing[1], i);
            english.append(first).append('\n');
            german.append(second).append('\n');
            table.append(first).append('\t').append(second).append('\n');
        }
        Files.writeString(path(part + ".en"), english);
        Files.writeString(path(part + ".de"), german);
        if (part.equals("train")) {
            Files.writeString(path("phrases.tsv"), table);
        }
    }

    private void list() throws IOException {
        var list = new StringBuilder("picture,review,age,shape,opinion,price\n");
        for (int i = 0; i < 2 * EACH; i++) {
            var shape = i < EACH ? "square" : "triangle";
            int age = 1 + i * 7 % 23;
            list.append("shapes/%s/%02d.png,%s,%d,%s,%s,%d.5\n"
                    .formatted(shape, i % EACH, opinion(i), age, shape, i % 2 == 0 ? "good" : "bad", 3 * age));
        }
        Files.writeString(path("list.csv"), list);
        Files.writeString(path("task.yaml"), """
            inputs:
              - name: picture
              - name: review
              - name: age
            outputs:
              - name: shape
              - name: opinion
                weight: 0.5
              - name: price
            """);
    }
}

package hanshu.data.table;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import hanshu.data.table.features.Preprocessing;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes a file holds, it is a table or it is refused in one line. */
class TornFilesTest {
    private static final byte[][] WHOLE = {
        ("name,size,day\n"
                        + "Ann,1.5,2012-01-31\nBob,,2012-02-01\nCid,-3,2012-02-03\n\"x\"\"y\",7,2012-03-01\n".repeat(3))
                .getBytes(UTF_8),
        ("a;b;c\n" + "1,5;'x';01/02/2003\n2,5;'y';03/04/2003\n3;'z';\n4;'x';05/05/2004\n".repeat(3)).getBytes(UTF_8),
        " 1.0  2  3\n 2.0 3   4\n 1 1 1\n 5 6 7 \n 8 8 8\n".getBytes(UTF_8),
        ("\ufeffä\tb\n" + "1\tthis is a text\n2\tthat is another\n3\t?\n".repeat(4)).getBytes(UTF_16LE)
    };
    private static final byte[] MARKS = ",;\t|\"'\n\r #.-0e?".getBytes(UTF_8);

    @Test
    void aTornFileIsATableOrRefusedInOneLine() {
        long seed = 8;
        var random = new Random(seed);
        int tables = 0;
        int refused = 0;
        for (int round = 0; round < 600; round++) {
            byte[] torn = WHOLE[random.nextInt(WHOLE.length)];
            for (int tears = random.nextInt(5); tears > 0; tears--) {
                torn = torn(torn, random);
            }
            try {
                Table table = Table.read("t.csv", new ByteArrayInputStream(torn), ReadOptions.DEFAULT);
                tables++;
                learn(table);
            } catch (TableException e) {
                assertThat(e.getMessage()).as("seed %d, round %d", seed, round).doesNotContain("\n");
                refused++;
            } catch (RuntimeException e) {
                fail(
                        "seed %d, round %d, bytes %s"
                                .formatted(seed, round, HexFormat.of().formatHex(torn)),
                        e);
            }
        }
        assertThat(tables).isGreaterThan(100);
        assertThat(refused).isGreaterThan(100);
    }

    private static void learn(Table table) {
        Schema schema = Schema.of(table);
        for (String column : table.names()) {
            Target target = Target.of(table, schema, column);
            Inspection.of(table, schema, target);
            Preprocessing fitted = Preprocessing.fit(table, target.present(table), schema, target);
            assertThat(Preprocessing.fromJson(fitted.toJson())).isEqualTo(fitted);
            assertThat(fitted.apply(table).rows()).isEqualTo(table.rows());
        }
        table.lagged("1", "2", 1);
    }

    /** One byte changed, put in or taken out, or a stretch of them repeated at the end. */
    private static byte[] torn(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        byte fresh = random.nextBoolean() ? MARKS[random.nextInt(MARKS.length)] : (byte) random.nextInt(256);
        return switch (random.nextInt(4)) {
            case 0 -> {
                byte[] changed = bytes.clone();
                changed[at] = fresh;
                yield changed;
            }
            case 1 -> {
                byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
                System.arraycopy(bytes, at, more, at + 1, bytes.length - at);
                more[at] = fresh;
                yield more;
            }
            case 2 -> {
                byte[] fewer = Arrays.copyOf(bytes, Math.max(1, bytes.length - 1));
                System.arraycopy(bytes, at + 1, fewer, at, Math.max(0, fewer.length - at));
                yield fewer;
            }
            default -> {
                byte[] longer = Arrays.copyOf(bytes, bytes.length + at);
                System.arraycopy(bytes, 0, longer, bytes.length, at);
                yield longer;
            }
        };
    }
}

package hanshu.data.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that is read block by block holds what it holds when it is read whole. */
class BlocksTest {
    @TempDir
    private Path folder;

    private final List<Table> blocks = new ArrayList<>();

    private List<Table> blocks(String text, Charset charset) {
        Table.readBlocks("t.csv", new ByteArrayInputStream(text.getBytes(charset)), ReadOptions.DEFAULT, blocks::add);
        return blocks;
    }

    private static String rows(int count) {
        return IntStream.range(0, count).mapToObj(i -> i + ",w" + i % 7 + "\n").collect(Collectors.joining());
    }

    @Test
    void ofManyRowsNoneIsLostAndEachKnowsItsLine() throws IOException {
        var file = Files.writeString(folder.resolve("t.csv"), "n,w\n" + rows(10_000));
        Table.readBlocks(file, ReadOptions.DEFAULT, blocks::add);

        assertThat(blocks).hasSizeGreaterThan(1);
        int row = 0;
        for (var block : blocks) {
            for (int i = 0; i < block.rows(); i++, row++) {
                assertThat(block.cells("n").number(i)).isEqualTo(row);
                assertThat(block.cells("w").text(i)).isEqualTo("w" + row % 7);
                assertThat(block.where(i)).isEqualTo("t.csv:" + (row + 2));
            }
        }
        assertThat(row).isEqualTo(10_000);
    }

    @Test
    void theTableReadWholeIsTheSame() {
        long seed = 3;
        var random = new Random(seed);
        var marks = "\"'; 1.5-ax1.5-ax1.5-ax,\n";
        int tables = 0;
        for (int round = 0; round < 500; round++) {
            var text = new StringBuilder("a,b,c,d\n1,\"2\",3,\n,-4,5,6\n7,8,x,9\n1,1,1,1\n");
            for (int tear = random.nextInt(4); tear > 0; tear--) {
                text.insert(random.nextInt(text.length()), marks.charAt(random.nextInt(marks.length())));
            }
            text.append('\n');
            blocks.clear();
            var as = "seed %d, round %d: %s".formatted(seed, round, text);
            Table whole;
            try {
                whole = Texts.table(text.toString());
            } catch (TableException refused) {
                assertThatThrownBy(() -> blocks(text.toString(), UTF_8))
                        .as(as)
                        .isInstanceOf(TableException.class)
                        .hasMessageStartingWith("t.csv");
                continue;
            }
            assertThat(Texts.dump(blocks(text.toString(), UTF_8).getFirst()))
                    .as(as)
                    .isEqualTo(Texts.dump(whole));
            assertThat(blocks).hasSize(1);
            tables++;
        }
        assertThat(tables).isBetween(100, 480);
    }

    @Test
    void rowsAreHandedOnBeforeTheReaderWaits() {
        for (var delimiter : List.of(",", " ")) {
            var seen = new ArrayList<String>();
            var waits = new Chunks(List.of("x y\n1 2\n", "3 4\n5 6\n", "7 8\n9", " 10\n").stream()
                    .map(chunk -> chunk.replace(" ", delimiter))
                    .toList());
            Table.readBlocks("pipe", waits, ReadOptions.DEFAULT, block -> seen.add(waits.at + ": " + block.rows()));
            assertThat(seen).containsExactly("0: 1", "1: 2", "2: 1", "3: 1");
        }
    }

    /** A pipe whose writer pauses after each chunk. */
    private static final class Chunks extends InputStream {
        private final List<byte[]> chunks;
        private int at;
        private int read;

        Chunks(List<String> texts) {
            chunks = texts.stream().map(text -> text.getBytes(UTF_8)).toList();
        }

        @Override
        public int read() {
            if (read == chunks.get(at).length) {
                if (at == chunks.size() - 1) {
                    return -1;
                }
                at++;
                read = 0;
            }
            return chunks.get(at)[read++];
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int first = read();
            if (first < 0) {
                return -1;
            }
            into[offset] = (byte) first;
            int more = Math.min(length - 1, available());
            System.arraycopy(chunks.get(at), read, into, offset + 1, more);
            read += more;
            return more + 1;
        }

        @Override
        public int available() {
            return chunks.get(at).length - read;
        }
    }

    @Test
    void anErrorNamesItsRowAfterTheRowsBeforeWereHandedOn() {
        assertThatThrownBy(() -> blocks("n,w\n" + rows(9_000) + "7\n" + rows(10), UTF_8))
                .isInstanceOf(TableException.class)
                .hasMessageStartingWith("t.csv:9002: this row has 1 cell, but 2 are expected: mend it");
        assertThat(blocks.stream().mapToInt(Table::rows).sum()).isEqualTo(8192);
        assertThatThrownBy(() -> blocks("n,w\n" + rows(9_000) + "7,\"open\n" + rows(200_000), UTF_8))
                .hasMessageStartingWith("t.csv:9002, column 2: a quote \" opens here and is never closed");
        assertThatThrownBy(() -> blocks("n,w\n" + rows(9_000) + "7," + "x".repeat(3_000_000) + "\n", UTF_8))
                .hasMessageStartingWith("t.csv:9002, column 2: a cell of more than 1,048,576 characters");
        assertThatThrownBy(() -> blocks("n,w\n" + rows(90_000) + "7,caf\u00e9\n" + rows(10), ISO_8859_1))
                .hasMessageMatching("t.csv, below line \\d+: these bytes are no UTF-8, .* --encoding");
        assertThatThrownBy(() -> blocks("n,w\n", UTF_8)).hasMessageStartingWith("t.csv holds a header and no rows");
        assertThatThrownBy(() -> blocks("", UTF_8)).hasMessageStartingWith("t.csv is empty");
    }

    @Test
    void whatIsWrongInTheReceiverComesOutAsItIs() {
        assertThatThrownBy(() -> Table.readBlocks(
                        "t.csv",
                        new ByteArrayInputStream(("n,w\n" + rows(9_000)).getBytes(UTF_8)),
                        ReadOptions.DEFAULT,
                        block -> {
                            throw new IllegalStateException("enough");
                        }))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("enough");
    }

    @Test
    void theFirstNumberThatTellsDecidesTheDecimalMark() {
        var whole = "x;y\n" + "1;2\n".repeat(5000) + "1,234;a\n".repeat(5000) + "1,5;b\n";
        for (var block : blocks(whole, UTF_8)) {
            assertThat(block.cells("x").number(block.rows() - 1)).isBetween(1.0, 1.5);
        }
    }
}

package hanshu.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsTest {
    @TempDir
    Path folder;

    private Path golden() throws IOException {
        var copy = folder.resolve("golden.safetensors");
        try (var in = Objects.requireNonNull(SafeTensorsTest.class.getResourceAsStream("golden.safetensors"))) {
            Files.copy(in, copy);
        }
        return copy;
    }

    @Test
    void readsWhatTheFormatsOwnLibraryWrote() throws IOException {
        var file = SafeTensors.read(golden());
        assertThat(file.metadata()).isEqualTo(Map.of("about", "a \"golden\" file\n函数"));
        var tensors = file.tensors();
        assertThat(tensors.keySet())
                .containsExactly(
                        "i64", "f64", "empty", "layer.10.weight", "layer.2.权重", "i32", "bf16", "f16", "i8", "bool");
        tensors.forEach((name, tensor) -> {
            if (!name.startsWith("layer") && !name.equals("empty")) {
                assertThat(tensor.dtype().name()).isEqualToIgnoringCase(name);
            }
        });
        assertThat(file.get("bool").toBooleans()).containsExactly(true, false, true);
        assertThat(file.get("i8").toLongs()).containsExactly(-128, 127);
        assertThat(file.get("f16").toFloats()).containsExactly(1.5f, -65504);
        assertThat(file.get("bf16").toFloats()).containsExactly(1.5f, -123.5f, Float.intBitsToFloat(1 << 16));
        assertThat(file.get("i32").toLongs()).containsExactly(Integer.MIN_VALUE, Integer.MAX_VALUE);
        assertThat(file.get("layer.10.weight").toFloats())
                .containsExactly(1, -0.0f, Float.MIN_VALUE, Float.POSITIVE_INFINITY);
        assertThat(file.get("layer.2.权重").item()).isEqualTo(0.1f);
        assertThat(file.get("empty").shape().toArray()).containsExactly(0, 3);
        assertThat(file.get("f64").item()).isEqualTo(0.1);
        assertThat(file.get("f64").rank()).isEqualTo(1);
        assertThat(file.get("i64").toLongs()).containsExactly(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Test
    void writesTheSameBytes() throws IOException {
        var file = SafeTensors.read(golden());
        var again = folder.resolve("again");
        var backwards = new LinkedHashMap<String, Tensor>();
        file.tensors().reversed().forEach(backwards::put);
        SafeTensors.write(again, backwards, file.metadata());
        assertThat(again).hasSameBinaryContentAs(folder.resolve("golden.safetensors"));
    }

    @Test
    void largeTensorsAndViewsComeBack() {
        var x = Key.of(1).normal(301, 203);
        var path = folder.resolve("large");
        SafeTensors.write(
                path,
                Map.of("x", x, "turned", x.transpose(), "half", x.cast(DType.F16), "double", x.cast(DType.F64)),
                Map.of());
        var read = SafeTensors.read(path);
        assertThat(read.get("x").toFloats()).isEqualTo(x.toFloats());
        assertThat(read.get("turned").toFloats()).isEqualTo(x.transpose().toFloats());
        assertThat(read.get("half").toFloats()).isEqualTo(x.cast(DType.F16).toFloats());
        assertThatThrownBy(() -> read.get("y"))
                .hasMessage("safetensors: there is no \"y\" among [double, turned, x, half]");
        assertThat(read.get("double").toDoubles()).isEqualTo(x.toDoubles());
    }

    @Test
    void anEmptyFileHoldsNothing() {
        var path = folder.resolve("empty");
        SafeTensors.write(path, Map.of(), Map.of());
        assertThat(path).hasSize(16);
        assertThat(SafeTensors.read(path)).isEqualTo(new SafeTensors(new LinkedHashMap<>(), new LinkedHashMap<>()));
    }

    private Path file(String header, int dataBytes) throws IOException {
        var text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        var buffer = ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(text.length).put(text);
        return Files.write(folder.resolve("m"), buffer.array());
    }

    /** Each header comes with eight bytes of tensors. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}} | is cut short: its tensors take 12 bytes, the file has 8",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | is damaged: 4 bytes follow the last tensor",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | is damaged: tensor \"a\" begins at byte 4 of the tensors, where the one before ends at 0",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'I8','shape':[6],'data_offsets':[2,8]}} | is damaged: tensor \"b\" begins at byte 2 of the tensors, where the one before ends at 4",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}} | is damaged: tensor \"a\", F32 [3], takes 12 bytes, but has 8",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}} | is damaged: tensor \"a\" lies at [8, 0]",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}} | is damaged: tensor \"a\" lies at [-8, 0]",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4,8]}} | is damaged: tensor \"a\" lies at [0, 4, 8]",
                "{'a':{'dtype':'F32','shape':[65536,65536],'data_offsets':[0,8]}} | is damaged: tensor \"a\" has the shape [65536, 65536]",
                "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | is damaged: tensor \"a\" has the shape [-2]",
                "{'a':{'dtype':'F32','shape':[9999999999],'data_offsets':[0,8]}} | is damaged: tensor \"a\" has the shape [9999999999]",
                "{'a':{'dtype':'U8','shape':[8],'data_offsets':[0,8]}} | holds tensor \"a\" of type U8, which is none of [F32, F64, I32, I64, BOOL, F16, BF16, I8]",
                "{'a':{'dtype':'F32','shape':[2]}} | is damaged: tensor \"a\" lacks its dtype, shape or data_offsets",
                "{'a':{'dtype':'F32','shape':2,'data_offsets':[0,8]}} | is damaged: the shape of \"a\" should be an array",
                "{'a':{'dtype':'F32','shape':[2.5],'data_offsets':[0,8]}} | is damaged: the shape of \"a\" should be whole numbers",
                "{'a':{'dtype':7,'shape':[2],'data_offsets':[0,8]}} | is damaged: the type of \"a\" should be a text",
                "{'a':[1]} | is damaged: \"a\" should be an object",
                "{'__metadata__':{'k':1}} | is damaged: the metadata \"k\" should be a text",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}{} | is damaged: its header goes on after its end",
            })
    void saysWhatIsWrong(String header, String message) throws IOException {
        var file = file(header, 8);
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(file + " " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,99999999999999999999]}}",
                "{nonsense}",
            })
    void aHeaderThatIsNoProperJson(String header) throws IOException {
        var file = file(header, 8);
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(ModelFileException.class)
                .message()
                .startsWith(file + " is damaged: its header is not JSON as it should be: ")
                .doesNotContain("\n");
    }

    @Test
    void everyCutOfAFileIsNoticed() throws IOException {
        var golden = golden();
        var whole = Files.readAllBytes(golden);
        for (int length = 0; length < whole.length; length++) {
            var cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SafeTensors.read(cut))
                    .as("cut after %d bytes", length)
                    .isInstanceOf(ModelFileException.class)
                    .message()
                    .containsAnyOf("is cut short: ", "is not a safetensors file");
        }
    }

    @Test
    void foreignFiles() throws IOException {
        var text = Files.writeString(folder.resolve("t"), "a text, not a model");
        assertThatThrownBy(() -> SafeTensors.read(text)).hasMessage(text + " is not a safetensors file");
        var shorter = Files.writeString(folder.resolve("s"), "abc");
        assertThatThrownBy(() -> SafeTensors.read(shorter))
                .hasMessage(shorter + " is not a safetensors file: it has only 3 bytes");
        assertThatThrownBy(() -> SafeTensors.read(folder)).hasMessage(folder + " is a folder, not a safetensors file");
        var missing = folder.resolve("missing");
        assertThatThrownBy(() -> SafeTensors.read(missing))
                .isInstanceOf(FileException.class)
                .hasMessage("cannot read " + missing + ": there is no such file");
    }

    /** A header said to be long must not make room for it before the file is known to hold it. */
    @Test
    void aLongHeaderIsNotBelieved() throws IOException {
        var file = folder.resolve("m");
        for (long length : new long[] {Long.MAX_VALUE, -1, 100_000_001, 99_999_999}) {
            try (var out = new RandomAccessFile(file.toFile(), "rw")) {
                out.writeLong(Long.reverseBytes(length));
                out.write('{');
            }
            assertThatThrownBy(() -> SafeTensors.read(file))
                    .isInstanceOf(ModelFileException.class)
                    .hasMessage(file
                            + (length == 99_999_999
                                    ? " is cut short: its header ends at byte 100000007, the file at 9"
                                    : " is not a safetensors file"));
        }
    }

    @Test
    void metadataIsNotATensor() {
        assertThatThrownBy(
                        () -> SafeTensors.write(folder.resolve("m"), Map.of("__metadata__", Tensor.zeros(1)), Map.of()))
                .hasMessage("safetensors: a tensor cannot have the name __metadata__");
    }
}

package hanshu.examples;

import hanshu.data.table.Table;
import hanshu.learn.Hanshu;
import java.nio.file.Path;

/** The first function to learn: the species of a penguin. Start it in the folder of the project. */
public final class FirstFunction {
    private FirstFunction() {}

    public static void main(String... args) {
        var table = Table.read(Path.of("examples/data/penguins.csv"));
        var function = Hanshu.learn(table, "species");
        System.out.println(function.provenance().metrics()); // on rows that it never saw
        System.out.println(function.predict(table).getFirst());
        function.save(Path.of("penguins.safetensors"));
    }
}

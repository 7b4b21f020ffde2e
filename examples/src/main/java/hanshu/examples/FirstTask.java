package hanshu.examples;

import hanshu.learn.Hanshu;
import java.nio.file.Path;

/** Pictures instead of a table: a folder {@code shapes} with a folder for each class. */
public final class FirstTask {
    private FirstTask() {}

    public static void main(String... args) {
        var function = Hanshu.learn(Path.of("shapes"));
        System.out.println(function.provenance().metrics()); // on pictures that it never saw
        System.out.println(function.predict(Path.of("shapes/square/00.png")).getFirst());
        function.save(Path.of("shapes.safetensors"));
    }
}

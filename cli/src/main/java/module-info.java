/** The program {@code hanshu}. */
module hanshu.cli {
    requires hanshu.workbench;
    requires java.management;
    requires info.picocli;
    requires tools.jackson.databind;
    requires static org.jspecify;

    opens hanshu.cli to
            info.picocli,
            tools.jackson.databind;
}

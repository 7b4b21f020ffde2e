/** The program {@code hanshu}. */
module hanshu.cli {
    requires hanshu.learn;
    requires info.picocli;
    requires static org.jspecify;

    opens hanshu.cli to
            info.picocli;
}

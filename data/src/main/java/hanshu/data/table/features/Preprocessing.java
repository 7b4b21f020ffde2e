package hanshu.data.table.features;

import hanshu.data.table.Cells;
import hanshu.data.table.Column;
import hanshu.data.table.DateFormat;
import hanshu.data.table.Kind;
import hanshu.data.table.Nearest;
import hanshu.data.table.ReadOptions;
import hanshu.data.table.Schema;
import hanshu.data.table.Table;
import hanshu.data.table.TableException;
import hanshu.data.table.Target;
import hanshu.data.table.Task;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the columns of a table become the numbers of a network: fitted on training rows alone, then the same for any
 * table, and part of the model file.
 *
 * @param columns of the training table, whether used or not: a table to predict may have these and no others
 * @param reading what the reader of the training file was told, whether its first line named the columns, and columns
 *     whose cells are to be read as they are written
 * @param numbers features that are numbers
 * @param categories features that are categories
 * @param bins for each number the rising edges of its {@link Bins ranges}, for piecewise linear embeddings; at least one
 * @param target between its own unit or labels and numbers
 */
public record Preprocessing(
        List<String> columns,
        ReadOptions reading,
        List<NumberFeature> numbers,
        List<Category> categories,
        List<List<Float>> bins,
        TargetEncoding target) {
    /** Loaded when a model file is written or read, and not before a network learns. */
    private static final class Json {
        private static final JsonMapper MAPPER = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    /**
     * What can be chosen.
     *
     * @param scaling of numbers
     * @param bins ranges of each number, at most
     * @param words of each text column, at most
     * @param logTarget whether to learn ln(1 + target)
     */
    public record Options(Scaling.Method scaling, int bins, int words, boolean logTarget) {
        public static final Options DEFAULT = new Options(Scaling.Method.ROBUST, 48, 256, false);
    }

    public Preprocessing {
        columns = List.copyOf(columns);
        numbers = List.copyOf(numbers);
        categories = List.copyOf(categories);
        bins = bins.stream().map(List::copyOf).toList();
    }

    public static Preprocessing fit(Table table, int[] trainRows, Schema schema, Target target) {
        return fit(table, trainRows, schema, target, Options.DEFAULT);
    }

    public static Preprocessing fit(Table table, int[] trainRows, Schema schema, Target target, Options options) {
        var numbers = new ArrayList<NumberFeature>();
        var categories = new ArrayList<Category>();
        var asText = new TreeSet<String>();
        for (Column column : schema.columns()) {
            String name = column.name();
            boolean isTarget = name.equals(target.name());
            if (table.cells(name) instanceof Cells.Texts && (isTarget || isWords(column.kind()))) {
                asText.add(name);
            }
            if (isTarget || !column.kind().learned() || isConstant(table.cells(name), trainRows)) {
                continue;
            }
            switch (column.kind()) {
                case NUMBER -> numbers.add(Quantity.fit(name, Quantity.read(table, name, trainRows), options.scaling));
                case YES_NO -> numbers.add(new Answer(name));
                case DATE -> {
                    DateFormat format = column.format().orElseThrow();
                    double[] moments = Moment.read(table, name, format, trainRows);
                    numbers.add(Moment.fit(name, format.pattern(), moments, options.scaling));
                }
                case TEXT -> numbers.add(WordBag.fit(table, name, trainRows, options.words));
                case CATEGORY -> categories.add(Category.fit(table, name, trainRows));
                case IDENTIFIER, CONSTANT, IGNORED -> throw new IllegalStateException(name + " is not learned");
            }
        }
        if (numbers.isEmpty() && categories.isEmpty()) {
            throw new TableException("no column of %s varies in the training rows: there is nothing to learn from"
                    .formatted(table.name()));
        }
        TargetEncoding encoding = switch (target.task()) {
            case Task.Classification(List<String> labels) -> new TargetEncoding.Classes(target.name(), labels);
            case Task.Regression() -> TargetEncoding.Quantity.fit(table, target.name(), trainRows, options.logTarget);
        };
        boolean header = table.dialect().map(dialect -> dialect.header()).orElse(true);
        var reading = table.given().asText(asText).header(header);
        var unbinned = new Preprocessing(table.names(), reading, numbers, categories, List.of(), encoding);
        List<List<Float>> bins = bins(unbinned.apply(table, trainRows), options.bins);
        return new Preprocessing(table.names(), reading, numbers, categories, bins, encoding);
    }

    private static boolean isWords(Kind kind) {
        return kind == Kind.CATEGORY || kind == Kind.TEXT;
    }

    /** Whether the training rows, missing ones included, hold but one value: others may vary, but nothing tells how. */
    private static boolean isConstant(Cells cells, int[] rows) {
        return rows.length == 0 || Arrays.stream(rows).mapToObj(cells::text).allMatch(cells.text(rows[0])::equals);
    }

    private static List<List<Float>> bins(Features features, int most) {
        var bins = new ArrayList<List<Float>>();
        for (int column = 0; column < features.numberWidth(); column++) {
            bins.add(Bins.edges(features.column(column), most));
        }
        return bins;
    }

    /** What each number of a row is: (numberWidth). */
    public List<String> numberNames() {
        return numbers.stream().flatMap(feature -> feature.names().stream()).toList();
    }

    /** What each category of a row is: (categoryWidth). */
    public List<String> categoryNames() {
        return categories.stream().map(Category::column).toList();
    }

    /** Values of each category, the 0 of missing and unseen ones included: (categoryWidth). */
    public int[] cardinalities() {
        return categories.stream().mapToInt(Category::cardinality).toArray();
    }

    /** The columns that a table must have to be predicted from. */
    public List<String> inputs() {
        Set<String> used = new TreeSet<>(categoryNames());
        numbers.forEach(feature -> used.add(feature.column()));
        return columns.stream().filter(used::contains).toList();
    }

    /** Whether a column is read as a quantity, where others are texts, dates, and yes or no. */
    public boolean readsQuantity(String column) {
        return numbers.stream()
                .anyMatch(feature ->
                        feature instanceof Quantity && feature.column().equals(column));
    }

    /**
     * Options for reading a file to predict: as the training file was read, unless they say otherwise. What was said of its
     * separated cells does not hold of JSON lines.
     *
     * @param name of the file
     */
    public ReadOptions reading(String name, ReadOptions options) {
        return options.or(ReadOptions.areObjects(name) ? reading.ofObjects() : reading);
    }

    public Features apply(Table table) {
        return apply(table, IntStream.range(0, table.rows()).toArray());
    }

    /** The features of some rows. A column that is missing, or one that the training table did not have, is an error. */
    public Features apply(Table table, int[] rows) {
        refuseOtherColumns(table);
        int width = numberNames().size();
        var numeric = new float[rows.length * width];
        int offset = 0;
        for (NumberFeature feature : numbers) {
            feature.write(table, rows, numeric, offset, width);
            offset += feature.names().size();
        }
        int categoryWidth = categories.size();
        var categoric = new int[rows.length * categoryWidth];
        for (int column = 0; column < categoryWidth; column++) {
            int[] codes = categories.get(column).numbers(table, rows);
            for (int row = 0; row < rows.length; row++) {
                categoric[row * categoryWidth + column] = codes[row];
            }
        }
        return new Features(rows.length, width, categoryWidth, numeric, categoric);
    }

    /** The features of one row: numbers, texts, booleans, or dates of java.time; an empty text or NaN is missing. */
    public Features apply(Map<String, ?> row) {
        Map<String, Cells> cells = new LinkedHashMap<>();
        row.forEach((column, value) -> cells.put(column, cell(column, value)));
        return apply(Table.of(cells).named("the row"));
    }

    private Cells cell(String column, Object value) {
        return switch (value) {
            case Number number -> Cells.numbers(number.doubleValue());
            case Temporal time ->
                Cells.texts(numbers.stream()
                        .filter(feature -> feature.column().equals(column))
                        .map(feature -> feature instanceof Moment moment ? moment.text(time) : time.toString())
                        .findFirst()
                        .orElse(time.toString()));
            default -> Cells.texts(value.toString().strip());
        };
    }

    private void refuseOtherColumns(Table table) {
        List<String> extra =
                table.names().stream().filter(name -> !columns.contains(name)).toList();
        for (String name : inputs()) {
            if (!table.has(name)) {
                throw new TableException("%s has no column \"%s\", which the model reads%s"
                        .formatted(
                                table.name(),
                                name,
                                Nearest.to(name, extra)
                                        .map(near -> "; is its column \"" + near + "\" meant? Rename it")
                                        .orElse("; the model reads " + String.join(", ", inputs()))));
            }
        }
        if (!extra.isEmpty()) {
            throw new TableException(
                    "%s has a column \"%s\", which the model does not know%s; remove it, or give --ignore-extra"
                            .formatted(table.name(), extra.getFirst(), Nearest.question(extra.getFirst(), columns)));
        }
    }

    /** One JSON object; {@link #fromJson} makes an equal preprocessing of it. */
    public String toJson() {
        return Json.MAPPER.writeValueAsString(this);
    }

    public static Preprocessing fromJson(String json) {
        try {
            return Json.MAPPER.readValue(json, Preprocessing.class);
        } catch (JacksonException e) {
            throw new TableException("the preprocessing in the model file can't be read: " + e.getOriginalMessage(), e);
        }
    }
}

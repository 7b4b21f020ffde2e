package hanshu.learn.supervised;

import hanshu.learn.supervised.SupervisedConfig.TrainingOptions;
import hanshu.nn.Params;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Objective;
import hanshu.train.Training;
import hanshu.train.doctor.Patient;
import hanshu.train.doctor.Rows;
import hanshu.train.doctor.Treatment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The training of a table's network as a patient: that of the first fold, on no more than {@link #MOST_ROWS} rows, so that
 * it can be tried again and again.
 *
 * @param config of the run, or changed in one thing
 * @param rows numbers of those learned from
 */
@SuppressWarnings("ArrayRecordComponent") // row numbers, handed on and never compared
record TablePatient(Understanding known, SupervisedConfig config, int[] rows)
        implements Patient<TabularNetwork, TableBatch> {

    /** Rows that are learned from, at most. */
    static final int MOST_ROWS = 4_000;

    static TablePatient of(Understanding known) {
        var learned = known.folds().getFirst().train();
        return new TablePatient(known, known.config(), first(learned, Math.min(MOST_ROWS, learned.length)));
    }

    private static int[] first(int[] rows, int some) {
        return Arrays.copyOf(rows, some);
    }

    private Encoder encoder() {
        return known.encoder();
    }

    private NetworkLearner learner() {
        return new NetworkLearner(encoder(), config, Optional.empty(), event -> {});
    }

    private int[] unseen() {
        return known.folds().getFirst().validation();
    }

    @Override
    public Training<TabularNetwork, TableBatch> training(Key key) {
        return learner().training(train(), validation(), encoder().truth(known.table(), unseen()), key);
    }

    @Override
    public Optional<TablePatient> treated(Treatment treatment) {
        var t = config.training();
        return switch (treatment) {
            case NONE -> Optional.of(this);
            case SMALLER_RATE, FAR_SMALLER_RATE, LARGER_RATE, FAR_LARGER_RATE, LONGER ->
                Optional.of(with(
                        treatment.rate() * t.rate(),
                        t.decay(),
                        treatment.epochs() * t.epochs(),
                        treatment.epochs() * t.patience()));
            case NO_DECAY ->
                t.decay() > 0 ? Optional.of(with(t.rate(), 0, t.epochs(), t.patience())) : Optional.empty();
            case WIDER -> Optional.of(wider());
            case HALF_THE_ROWS -> Optional.of(new TablePatient(known, config, first(rows, (rows.length + 1) / 2)));
            case THAWED, FRESH, STANDARDISED, LARGER_BATCH, CLIPPED, EARLY ->
                Optional.empty(); // so it is trained anyway
        };
    }

    /** What to set so that a run is trained so; empty where no setting does. */
    static Optional<String> setting(Treatment cure, SupervisedConfig config) {
        var t = config.training();
        return switch (cure) {
            case SMALLER_RATE, FAR_SMALLER_RATE, LARGER_RATE, FAR_LARGER_RATE ->
                Optional.of("training.rate=" + (float) (cure.rate() * t.rate()));
            case LONGER -> Optional.of("training.epochs=" + cure.epochs() * t.epochs());
            case NO_DECAY -> Optional.of("training.decay=0");
            case WIDER -> Optional.of("network.width=" + 4 * config.network().width());
            case HALF_THE_ROWS -> // which was worse: what forgets more needs fewer
                Optional.of("network.dropout="
                        + (float) Math.min(0.5, config.network().dropout() + 0.2));
            case NONE, THAWED, FRESH, STANDARDISED, LARGER_BATCH, CLIPPED, EARLY -> Optional.empty();
        };
    }

    private TablePatient with(double rate, double decay, int epochs, int patience) {
        var t = config.training();
        var changed = new TrainingOptions(epochs, t.batch(), rate, decay, patience, t.average(), t.folds());
        return new TablePatient(known, with(config.network(), changed), rows);
    }

    private TablePatient wider() {
        var n = config.network();
        var changed = new Architecture(n.members(), n.layers(), 4 * n.width(), n.embedding(), n.bins(), n.dropout());
        return new TablePatient(known, with(changed, config.training()), rows);
    }

    private SupervisedConfig with(Architecture network, TrainingOptions training) {
        return new SupervisedConfig(
                config.target(),
                config.task(),
                config.logTarget(),
                config.seed(),
                config.columns(),
                config.split(),
                config.model(),
                network,
                training);
    }

    // ---- what the doctor asks

    @Override
    public Objective<TabularNetwork, TableBatch> objective() {
        return (network, batch, pass) -> Objectives.loss(network.answers(batch, pass), batch.target());
    }

    @Override
    public TableRows train() {
        return learner().rows(known.table(), rows);
    }

    @Override
    public TableRows validation() {
        return learner().rows(known.table(), unseen());
    }

    @Override
    public int batch() {
        return config.training().batch();
    }

    @Override
    public double rate() {
        return config.training().rate();
    }

    @Override
    public double naive() {
        var truth = encoder().truth(known.table(), rows);
        if (encoder().answers() == 1) {
            double mean = Arrays.stream(truth)
                    .map(encoder().scale()::toStandard)
                    .average()
                    .orElse(0);
            return Arrays.stream(truth)
                    .map(y -> Math.pow(encoder().scale().toStandard(y) - mean, 2))
                    .average()
                    .orElse(0);
        }
        return Rows.entropy(truth, encoder().answers());
    }

    @Override
    public Tensor answers(TabularNetwork network, TableBatch batch) {
        return network.answers(batch).mean(0); // (rows, answers)
    }

    @Override
    public Optional<Rows> trainRows() {
        return Optional.of(rows(train().all(), encoder().truth(known.table(), rows)));
    }

    @Override
    public Optional<Rows> unseenRows() {
        return Optional.of(rows(validation().all(), encoder().truth(known.table(), unseen())));
    }

    @Override
    public TableRows test() {
        return known.testRows() == 0 ? validation() : learner().rows(known.testTable(), known.testRowNumbers());
    }

    @Override
    public Optional<Rows> testRows() {
        return known.testRows() == 0
                ? unseenRows()
                : Optional.of(rows(test().all(), encoder().truth(known.testTable(), known.testRowNumbers())));
    }

    private Rows rows(TableBatch batch, double[] truth) {
        var names = new ArrayList<>(encoder().preprocessing().numberNames());
        names.addAll(encoder().preprocessing().categoryNames());
        int numbers = batch.numbers().size(1);
        int categories = batch.categories().size(1);
        var values = batch.numbers().toFloats();
        var chosen = batch.categories().toLongs();
        var rows = new float[truth.length][numbers + categories];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, i * numbers, rows[i], 0, numbers);
            for (int j = 0; j < categories; j++) {
                rows[i][numbers + j] = chosen[i * categories + j];
            }
        }
        return new Rows(
                List.copyOf(names),
                rows,
                truth,
                encoder().answers() == 1 ? 0 : encoder().answers());
    }

    @Override
    public List<String> frozen(Params params) {
        return List.of();
    }

    @Override
    public Optional<double[]> slopesByTime(TabularNetwork network, TableBatch batch) {
        return Optional.empty();
    }
}

package hanshu.cli;

import hanshu.learn.supervised.SupervisedConfig;
import hanshu.learn.supervised.TableTuning;
import hanshu.learn.supervised.TabularFunction;
import hanshu.learn.supervised.Understanding;
import hanshu.learn.supervised.forecast.ForecastConfig;
import hanshu.learn.supervised.forecast.ForecastFunction;
import hanshu.learn.supervised.forecast.ForecastLearning;
import hanshu.learn.supervised.language.LanguageConfig;
import hanshu.learn.supervised.language.LanguageFunction;
import hanshu.learn.supervised.task.TaskFunction;
import hanshu.learn.supervised.task.TaskLearning;
import hanshu.learn.supervised.task.Understood;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.train.config.Config;
import hanshu.train.report.Language;
import hanshu.train.run.RunFolder;
import hanshu.train.tune.Tunable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a run learns. Its folder says it from the beginning on, in source.json, and its model file too. */
enum RunKind {
    /** A column of a table. */
    TABLE {
        @Override
        void begin(Console console, Source source, LearningOptions options, Path runs, Run.Show show) {
            Run.begin(console, source, options, runs, show).learn();
        }

        @Override
        void resume(Console console, RunFolder folder, Run.Show show) {
            Run.resume(console, folder, show).learn();
        }

        @Override
        void report(Console console, RunFolder folder, Language language) {
            Run.resume(console, folder, Run.Show.NOTHING).report(language);
        }

        @Override
        Record settled(Console console, Source source, LearningOptions options) {
            return Understanding.of(source.table(console), source.test(console), options.config())
                    .config();
        }

        @Override
        Record config(Source source, LearningOptions options) {
            return options.config();
        }

        @Override
        Tunable<?> tuning(Console console, Source source, String yaml) {
            var config = Config.parse(yaml, SETTINGS, SupervisedConfig.DEFAULTS);
            return new TableTuning(Understanding.of(source.table(console), source.test(console), config));
        }

        @Override
        Model model(Path file, Optional<Path> run) {
            return new TableModelFile(file, run, TabularFunction.load(file));
        }
    },
    /** Pictures, texts, sounds, series, or several inputs together. */
    TASK {
        @Override
        void begin(Console console, Source source, LearningOptions options, Path runs, Run.Show show) {
            TaskRun.begin(console, source, options.taskConfig(source), runs, show);
        }

        @Override
        void resume(Console console, RunFolder folder, Run.Show show) {
            TaskRun.resume(console, folder, show);
        }

        @Override
        void report(Console console, RunFolder folder, Language language) {
            TaskRun.report(console, folder, language);
        }

        @Override
        Record settled(Console console, Source source, LearningOptions options) {
            var asked = options.taskConfig(source);
            return TaskLearning.of(Understood.of(TaskRun.provided(source, asked), asked))
                    .settled(why -> {});
        }

        @Override
        Record config(Source source, LearningOptions options) {
            return options.taskConfig(source);
        }

        @Override
        Tunable<?> tuning(Console console, Source source, String yaml) {
            var config = Config.parse(yaml, SETTINGS, TaskConfig.DEFAULTS);
            return TaskLearning.of(Understood.of(TaskRun.provided(source, config), config))
                    .tuning();
        }

        @Override
        Model model(Path file, Optional<Path> run) {
            return new Model.OfTask(file, run, TaskFunction.load(file));
        }
    },
    /** What comes next in a text. */
    LANGUAGE {
        @Override
        void begin(Console console, Source source, LearningOptions options, Path runs, Run.Show show) {
            LanguageRun.begin(console, source, options.languageConfig(), runs, show);
        }

        @Override
        void resume(Console console, RunFolder folder, Run.Show show) {
            LanguageRun.resume(console, folder, show);
        }

        @Override
        void report(Console console, RunFolder folder, Language language) {
            LanguageRun.report(console, folder, language);
        }

        @Override
        Record settled(Console console, Source source, LearningOptions options) {
            return LanguageRun.learning(source, options.languageConfig()).config();
        }

        @Override
        Record config(Source source, LearningOptions options) {
            return options.languageConfig();
        }

        @Override
        Tunable<?> tuning(Console console, Source source, String yaml) {
            return LanguageRun.learning(source, Config.parse(yaml, SETTINGS, LanguageConfig.DEFAULTS))
                    .tuning();
        }

        @Override
        Model model(Path file, Optional<Path> run) {
            return new Model.OfLanguage(file, run, LanguageFunction.load(file));
        }
    },
    /** The next steps of a series. */
    FORECAST {
        @Override
        void begin(Console console, Source source, LearningOptions options, Path runs, Run.Show show) {
            ForecastRun.begin(console, source, options.forecastConfig(), runs, show);
        }

        @Override
        void resume(Console console, RunFolder folder, Run.Show show) {
            ForecastRun.resume(console, folder, show);
        }

        @Override
        void report(Console console, RunFolder folder, Language language) {
            ForecastRun.report(console, folder, language);
        }

        @Override
        Record settled(Console console, Source source, LearningOptions options) {
            return ForecastLearning.of(source.table(console), options.forecastConfig())
                    .config();
        }

        @Override
        Record config(Source source, LearningOptions options) {
            return options.forecastConfig();
        }

        @Override
        Tunable<?> tuning(Console console, Source source, String yaml) {
            return ForecastLearning.of(source.table(console), Config.parse(yaml, SETTINGS, ForecastConfig.DEFAULTS))
                    .tuning();
        }

        @Override
        Model model(Path file, Optional<Path> run) {
            return new Model.OfForecast(file, run, ForecastFunction.load(file));
        }
    };

    /** What messages call settings that were kept. */
    private static final String SETTINGS = "settings";

    /** Learns for the first time. */
    abstract void begin(Console console, Source source, LearningOptions options, Path runs, Run.Show show);

    /** Takes up an interrupted run, or one that has ended. */
    abstract void resume(Console console, RunFolder folder, Run.Show show);

    /** Writes the report of a run that has ended again, in a language. */
    abstract void report(Console console, RunFolder folder, Language language);

    /** What is asked for, before anything was looked at. */
    abstract Record config(Source source, LearningOptions options);

    /** What is asked for, and what is chosen by looking at the data. */
    abstract Record settled(Console console, Source source, LearningOptions options);

    /** What is asked for, its settings to be searched. */
    abstract Tunable<?> tuning(Console console, Source source, String yaml);

    /** Reads a model file of this kind. */
    abstract Model model(Path file, Optional<Path> run);

    /** The kind of a name; none where the name is unknown. */
    static Optional<RunKind> of(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(name))
                .findFirst();
    }

    /** As it is written in files. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package hanshu.learn.supervised.derivation;

import hanshu.train.metric.Digits;
import hanshu.train.report.Language;
import hanshu.train.report.ReportPage;
import hanshu.train.report.Section.KeyValues;
import java.util.LinkedHashMap;
import java.util.Map;

/** A derivation as a page. */
public record DerivationPage(Derivation derivation, Language language) {
    /** The page. */
    public String html(Map<String, String> facts) {
        var question = derivation.question();
        var page = ReportPage.of(language.say("From a line to a network: ", "从一条直线到神经网络：") + question.target(), lead())
                .in(language);
        page = new OneInputPart(question, derivation.line(), derivation.stops(), language).on(page);
        var models = new ModelsPart(question, derivation.models(), derivation.everyModel(), language);
        page = models.inputsOn(page);
        page = new CurvesPart(question, derivation.curves(), language).on(page);
        page = new BatchesPart(derivation.line(), derivation.batches(), language).on(page);
        page = models.on(page);
        return new CuresPart(question, derivation.cures(), language)
                .on(page)
                .with(language.say("How it was made", "制作方式"), KeyValues.of(settings(facts)))
                .html();
    }

    private String lead() {
        var question = derivation.question();
        var line = derivation.line();
        return language.say(
                        "Learning is looking for a function. Here it is looked for in %s rows: %s from %s. The mean of all"
                                + " training rows is wrong by %s (root mean square); the best line through %s, by %s.",
                        "学习就是找一个函数。这里在 %s 行数据里找：由后者求前者——%s，%s。始终回答训练行的平均值，均方根误差是 %s；" + "用 %s 的最好直线，误差是 %s。")
                .formatted(
                        Digits.of((long) question.train().x().size(0)),
                        question.target(),
                        question.inputs().getFirst(),
                        Digits.of(question.inUnits(1)),
                        question.inputs().getFirst(),
                        Digits.of(question.inUnits(line.at().loss())));
    }

    private Map<String, String> settings(Map<String, String> facts) {
        var question = derivation.question();
        var settings = new LinkedHashMap<String, String>();
        settings.put(
                language.say("rows", "行数"),
                language.say("%d for training, %d for validation, %d unseen", "训练 %d，验证 %d，未见 %d")
                        .formatted(
                                question.train().x().size(0),
                                question.validation().x().size(0),
                                question.test().x().size(0)));
        settings.put(
                language.say("split", "划分"),
                question.series()
                        ? language.say("by time: the last rows are unseen", "按时间：最后的行未见")
                        : language.say("at random", "随机"));
        settings.put(language.say("took", "用时"), Digits.duration(derivation.seconds()));
        settings.putAll(facts);
        return settings;
    }
}

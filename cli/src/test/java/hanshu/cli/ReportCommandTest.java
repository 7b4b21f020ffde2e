package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    @TempDir
    private Path runs;

    @Test
    void aClassificationIsReportedInChinese() throws IOException {
        var run = Penguins.run(runs, "species");
        assertThat(ChinesePage.of(run))
                .contains("从 penguins.csv 学出的 species", "测试行的混淆矩阵", "真实 \\ 预测", "准确率，网络", "每轮的损失")
                .contains("给真实类别 ", "每个值一个学出的向量", "打乱一列后准确率变差多少", "随机种子");
    }

    @Test
    void aRegressionIsReportedInChinese() throws IOException {
        var run = Penguins.run(runs, "body_mass_g");
        assertThat(ChinesePage.of(run))
                .contains("从 penguins.csv 学出的 body_mass_g", "典型误差（RMSE）", "真实 body_mass_g", "分割保形", "误差 ")
                .contains("2 行没有使用，因为其中缺失 body_mass_g。", "图表需要 JavaScript。", "过拟合");
    }

    @Test
    void otherLanguagesAreRefusedBeforeAnythingIsRead() {
        assertThat(Session.of("report", runs.resolve("none").toString(), "--language", "fr")
                        .refusal())
                .isEqualTo("--language: expected en or zh, got \"fr\"");
    }
}

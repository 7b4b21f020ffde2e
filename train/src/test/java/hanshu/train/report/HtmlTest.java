package hanshu.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class HtmlTest {
    @Test
    void textStaysText() {
        assertThat(Html.escape("<b title=\"x\">R&D 'q' 房价\0</b>"))
                .isEqualTo("&lt;b title=&quot;x&quot;&gt;R&amp;D &#39;q&#39; 房价\uFFFD&lt;/b&gt;");
    }

    @Test
    void jsonCannotEndItsElementAndStaysTheSame() {
        var node = JsonMapper.shared().createObjectNode().put("name", "</script><!-- & \u2028 \u2029 \"'");

        var json = Html.json(node);

        assertThat(json).doesNotContain("<", ">", "&", "\u2028", "\u2029");
        assertThat(JsonMapper.shared().readTree(json)).isEqualTo(node);
    }

    @Test
    void aPolicyKnowsAScriptByItsHash() {
        // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        assertThat(Html.hash("alert(1)")).isEqualTo("sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=");
    }
}

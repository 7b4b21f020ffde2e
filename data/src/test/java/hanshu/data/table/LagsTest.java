package hanshu.data.table;

import static hanshu.data.table.Texts.dump;
import static hanshu.data.table.Texts.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

class LagsTest {
    private static final String SERIES =
            "date,high,sky\n2012/01/03,3,sun\n2012/01/01,1,fog\n2012/01/02,2,rain\n2012/01/04,4,sun\n";

    @Test
    void eachRowHoldsTheDaysBefore() {
        Table lagged = table(SERIES).lagged("date", "high", 2);
        assertThat(dump(lagged)).isEqualTo("""
                        date|high|high 1 before|sky 1 before|high 2 before|sky 2 before
                        2012/01/03|3|2|rain|1|fog
                        2012/01/04|4|3|sun|2|rain""");
        assertThat(lagged.where(0)).isEqualTo("t.csv:2");
    }

    @Test
    void tomorrowsRowHasNoTargetYet() {
        Table next = new Lags("date", "high", 2).next(table(SERIES));
        assertThat(dump(next))
                .isEqualTo("date|high|high 1 before|sky 1 before|high 2 before|sky 2 before\n2012/01/05||4|sun|3|sun");
    }

    @Test
    void rowsWithAGapBeforeThemAreLeftOut() {
        Table lagged = table("t,x\n1,10\n2,20\n3,30\n7,70\n8,80\n9,90\n").lagged("t", "x", 1);
        assertThat(dump(lagged)).isEqualTo("t|x|x 1 before\n2|20|10\n3|30|20\n8|80|70\n9|90|80");
        assertThat(lagged.notices())
                .extracting(Notice::severity, Notice::column, Notice::sentence)
                .containsExactly(tuple(
                        Notice.Severity.WARNING,
                        "t",
                        "Column t has 1 gaps; rows with a gap among the 1 before them are left out."));
    }

    @Test
    void monthsAreNoGaps() {
        Table lagged =
                table("m,x\n2011-12,1\n2012-01,2\n2012-02,3\n2012-03,4\n").lagged("m", "x", 1);
        assertThat(lagged.rows()).isEqualTo(3);
        assertThat(dump(new Lags("m", "x", 1).next(table("m,x\n2011-12,1\n2012-01,2\n"))))
                .endsWith("2012-02||2");
    }

    @Test
    void badSeries() {
        assertThatThrownBy(() -> new Lags("date", "high", 0))
                .isInstanceOf(TableException.class)
                .hasMessage("lags reach back at least one row, but 0 were asked for");
        assertThatThrownBy(() -> table(SERIES).lagged("date", "high", 4))
                .isInstanceOf(TableException.class)
                .hasMessage(
                        "t.csv has 4 rows and 0 gaps in column date: no row has 4 rows before it without a gap; ask for fewer lags");
        assertThatThrownBy(() -> new Lags("date", "high", 5).next(table(SERIES)))
                .hasMessage("t.csv has 4 rows, but the prediction needs the last 5");
        assertThatThrownBy(() -> table(SERIES).lagged("sky", "high", 1))
                .hasMessage(
                        "column sky of t.csv can't order the rows: dates or numbers are expected, but it holds sun, fog, rain");
        assertThatThrownBy(() -> table("t,x\n1,1\n2,2\n1,3\n").lagged("t", "x", 1))
                .hasMessage("t.csv:4: column t has the same time as t.csv:2: lags need one row for each time");
        assertThatThrownBy(() -> table("t,x\n1,1\n,2\n3,3\n").lagged("t", "x", 1))
                .hasMessage("t.csv:3: the time in column t is missing: fill it in or remove the row");
    }
}

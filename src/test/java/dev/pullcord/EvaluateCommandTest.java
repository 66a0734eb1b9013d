package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    @TempDir
    Path out;

    private final StringWriter said = new StringWriter();
    private final StringWriter complained = new StringWriter();

    private int run(String... args) {
        return Main.run(new PrintWriter(said, true), new PrintWriter(complained, true), args);
    }

    @Test
    void aTableIsPrintedAndTheFiguresAndThePictureAreWritten() throws IOException {
        int code = run(
                "evaluate", "--world", "quiet-town", "--rankers", "fifo,ours", "--seeds", "2", "--out", out.toString());

        assertThat(code).isEqualTo(Main.FINE);
        assertThat(said.toString())
                .contains("quiet-town", "fifo", "ours", "reported p95 (min)", "longest wait (min) by reason");
        assertThat(complained.toString()).contains("2 of 2 seeds");
        assertThat(Files.readAllLines(out.resolve("evaluation.csv")))
                .hasSizeGreaterThan(1 + 2 * 11)
                .startsWith("world,ranker,measure,mean,half_width_95")
                .anyMatch(line -> line.startsWith("quiet-town,ours,\"reported p95 (min)\","))
                .anyMatch(line -> line.startsWith("quiet-town,ours,\"longest wait of harassment (min)\","))
                .anyMatch(line ->
                        line.startsWith("quiet-town,fifo,\"longest wait of harassment (min) beyond fifo's\",0.0"));
        assertThat(out.resolve("quiet-town.svg")).content().contains("<svg", "<path");
    }

    @Test
    void theSameSeedsWriteTheSameFigures() throws IOException {
        run("evaluate", "--world", "quiet-town", "--rankers", "ours", "--seeds", "2", "--out", out.resolve("a") + "");
        run("evaluate", "--world", "quiet-town", "--rankers", "ours", "--seeds", "2", "--out", out.resolve("b") + "");

        assertThat(out.resolve("a/evaluation.csv")).hasSameTextualContentAs(out.resolve("b/evaluation.csv"));
    }

    @Test
    void aRankerOrAWorldThatIsNotThereIsNamed() {
        assertThat(run("evaluate", "--rankers", "luck")).isEqualTo(Main.WRONG_USAGE);
        assertThat(complained.toString()).contains("--rankers: 'luck' is none of");
        assertThat(run("evaluate", "--world", "nowhere")).isEqualTo(Main.WRONG_USAGE);
        assertThat(complained.toString()).contains("there is none of the name 'nowhere'");
        assertThat(run("evaluate", "--world", "nowhere.yaml")).isEqualTo(Main.WRONG_USAGE);
        assertThat(complained.toString()).contains("there is no such file");
    }
}

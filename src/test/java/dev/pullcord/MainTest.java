package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpNamesEveryCommandAndItsExitCodes() {
        assertThat(run("--help")).isEqualTo(Main.FINE);
        assertThat(out.toString())
                .contains("demo", "serve", "replay", "audit", "platform", "people", "bench", "check")
                .contains("0 fine, 1 failed, 2 wrong usage");
    }

    @Test
    void theHelpOfACommandNamesNoOthers() {
        run("audit", "--help");

        assertThat(out.toString()).contains("verify", "0 fine, 1 failed").doesNotContain("bench", "check ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dance",
                "serve --colour red",
                "serve --port",
                "serve --port http",
                "serve --port -1",
                "replay",
                "audit",
                "audit burn",
                "platform",
                "people add Ada",
                "people add Ada --role queen"
            })
    void wrongUsageIsExplainedAndExitsWithTwo(String commandLine) {
        String[] args = commandLine.isEmpty() ? new String[0] : commandLine.split(" ");

        assertThat(run(args)).isEqualTo(Main.WRONG_USAGE);
        assertThat(err.toString()).isNotBlank().doesNotContain("Exception", "\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void everyRoleOfTheDeskCanBeGivenInItsOwnWord() {
        run("people", "add", "--help");

        for (dev.pullcord.review.Role role : dev.pullcord.review.Role.values()) {
            assertThat(out.toString()).contains(role.word());
        }
    }

    @Test
    void aSettingsFileThatIsNotThereFails() {
        assertThat(run("serve", "--config", "/nowhere/pullcord.yaml")).isEqualTo(Main.FAILED);
        assertThat(err.toString()).startsWith("/nowhere/pullcord.yaml: there is no such file");
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}

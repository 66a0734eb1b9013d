package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page about a case's life shows the table that the code has. */
class CaseStatePageTest {
    private static final Path PAGE = Path.of("docs/case-states.md");

    @Test
    void thePageShowsTheTableAsItIs() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(page)
                .as("docs/case-states.md, to be copied from here:%n%s%n%s", CaseState.table(1), CaseState.table(2))
                .contains(
                        "```text\n" + plain(CaseState.table(1)) + "```",
                        "```text\n" + plain(CaseState.table(2)) + "```");
        for (CaseState.Move move : CaseState.Move.values()) {
            assertThat(page)
                    .as("what the move means")
                    .contains("| `" + move.name().toLowerCase(Locale.ROOT) + "` |");
        }
        for (CaseState state : CaseState.values()) {
            assertThat(page).as("what the state means").contains("| `" + state.word() + "` |");
        }
    }

    private static String plain(String table) {
        return table.replace(System.lineSeparator(), "\n");
    }
}

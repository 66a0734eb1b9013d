package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide quotes the snippets as they are, all of them. That they work is shown by {@link SnippetsIT}. */
class SnippetsTest {
    private static final Path BASE = Path.of(System.getProperty("basedir", "."));
    private static final List<String> LANGUAGES = List.of("sh", "py", "mjs", "php");

    @Test
    void theGuideQuotesThemAsTheyAre() throws IOException {
        String guide = Files.readString(BASE.resolve("docs/embed.md"));
        try (Stream<Path> files = Files.list(BASE.resolve("../plugin-api/samples/http"))) {
            List<Path> all = files.toList();

            assertThat(all)
                    .extracting(file -> file.toString().replaceAll(".*\\.", ""))
                    .containsExactlyInAnyOrderElementsOf(LANGUAGES);
            for (Path file : all) {
                assertThat(guide).contains("\n" + Files.readString(file).strip() + "\n```\n");
            }
        }
    }
}

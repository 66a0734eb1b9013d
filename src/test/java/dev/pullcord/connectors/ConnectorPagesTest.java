package dev.pullcord.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.plugin.ConnectorFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** Whoever looks for a meeting system finds it. */
class ConnectorPagesTest {
    private static final Path BASE = Path.of(System.getProperty("basedir", "."));

    @Test
    void eachConnectorOfOursHasAPageAndIsNamedWhereOneLooks() throws IOException {
        List<String> ours = ServiceLoader.load(ConnectorFactory.class).stream()
                .map(provider -> provider.get().name())
                .filter(name -> !name.equals("generic")) // its page is the guide
                .toList();
        String readme = Files.readString(BASE.resolve("../README.md"));
        String operating = Files.readString(BASE.resolve("docs/operating.md"));

        assertThat(ours).hasSize(6).allSatisfy(name -> {
            String page = Files.readString(BASE.resolve("docs/connectors/" + name + ".md"));
            assertThat(page).contains("platform connect NAME " + name + " <");
            assertThat(readme).contains("docs/connectors/" + name + ".md");
            assertThat(operating).contains("connectors/" + name + ".md");
        });
    }
}

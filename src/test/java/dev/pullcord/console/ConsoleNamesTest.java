package dev.pullcord.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * No module of the console uses a name that it neither has nor imports: a browser finds that only once it comes there, which may be the second
 * row of a list. Of what the TypeScript compiler says of plain scripts only this is asked for.
 */
class ConsoleNamesTest {
    private static final Path CONSOLE = Path.of("main", "resources", "console");
    private static final Path COMPILER = Path.of("test", "js", "node_modules", "typescript", "bin", "tsc");
    private static final Pattern UNKNOWN = Pattern.compile("error TS(2304|2305|2552|2614|2724|18004):");

    @Test
    @Timeout(120)
    void everyNameIsTheModulesOwnOrImported() throws Exception {
        assumeTrue(Files.exists(COMPILER), "NOT RUN: npm has not fetched TypeScript");
        List<String> command = new ArrayList<>(List.of("node", COMPILER.toString()));
        command.addAll(List.of("--noEmit", "--allowJs", "--checkJs", "--skipLibCheck", "--pretty", "false"));
        command.addAll(List.of("--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler"));
        command.addAll(List.of("--lib", "es2023,dom,dom.iterable"));
        command.addAll(scripts());

        Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(compiler.waitFor(100, TimeUnit.SECONDS)).isTrue();
        assertThat(said).as("it has read them").anyMatch(line -> line.startsWith(CONSOLE.toString()));
        assertThat(said).filteredOn(line -> UNKNOWN.matcher(line).find()).isEmpty();
    }

    private static List<String> scripts() throws IOException {
        try (Stream<Path> files = Files.walk(CONSOLE)) {
            List<String> all = files.map(Path::toString)
                    .filter(name -> name.endsWith(".js"))
                    .toList();
            assertThat(all).hasSizeGreaterThan(50);
            return all;
        }
    }
}

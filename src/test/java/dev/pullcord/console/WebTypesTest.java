package dev.pullcord.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The types that the npm package ships, held against what platforms write, by the TypeScript compiler itself. */
class WebTypesTest {
    private static final Path SCRIPTS = Path.of("test", "js");
    private static final Path PACKAGE = Path.of("..", "plugin-api", "web");
    private static final Path COMPILER = SCRIPTS.resolve("node_modules/typescript/bin/tsc");
    private static final Pattern EXPORTED =
            Pattern.compile("(?m)^export (?:declare )?(?:function|class|const|let) (\\w+)");

    @Test
    @Timeout(120)
    void whatAPlatformWritesCompilesAndWhatCannotBeDoesNot() throws Exception {
        assumeTrue(Files.exists(COMPILER), "NOT RUN: npm has not fetched TypeScript");

        Process compiler = new ProcessBuilder(
                        "node", SCRIPTS.relativize(COMPILER).toString(), "-p", "types")
                .directory(SCRIPTS.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(compiler.waitFor(100, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEmpty();
        assertThat(compiler.exitValue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reporter", "pullcord-button", "bridges", "framed", "jitsi", "react"})
    void allThatAModuleExportsHasAType(String module) throws IOException {
        assertThat(exported(module + ".d.ts")).isNotEmpty().isEqualTo(exported(module + ".js"));
    }

    @Test
    void everyModuleOfThePackageIsHeldHere() throws IOException {
        try (Stream<Path> files = Files.list(PACKAGE)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".js"))
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(List.of(
                            "reporter.js",
                            "pullcord-button.js",
                            "bridges.js",
                            "framed.js",
                            "jitsi.js",
                            "react.js",
                            "frame.js")); // a page's own, which exports nothing
        }
    }

    private static Set<String> exported(String file) throws IOException {
        Set<String> names = new TreeSet<>();
        EXPORTED.matcher(Files.readString(PACKAGE.resolve(file))).results().forEach(found -> names.add(found.group(1)));
        return names;
    }
}

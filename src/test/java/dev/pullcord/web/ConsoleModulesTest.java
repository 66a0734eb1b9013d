package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The console's scripts, joined. What they do then is tried in a browser. */
class ConsoleModulesTest {
    private static final Path CONSOLE = Path.of("main/resources/console");

    private static String read(String name) {
        try {
            return Files.readString(CONSOLE.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConsoleModules of(String main, String page, String other) {
        return new ConsoleModules(Map.of("main.js", main, "pages/one.js", page, "other.js", other)::get);
    }

    @Test
    void allThatTheFrameNeedsIsInOneScriptAndEachPageAddsWhatItHasNot() throws IOException {
        ConsoleModules modules = new ConsoleModules(ConsoleModulesTest::read);
        String frame = modules.joined("main.js");
        assertThat(frame).contains("$modules['vendor/preact.js'] = ", "$modules['main.js'] = ");
        try (Stream<Path> pages = Files.list(CONSOLE.resolve("pages"))) {
            for (Path page : pages.toList()) {
                assertThat(modules.joined("pages/" + page.getFileName()))
                        .startsWith("import { $modules } from '../main.js';")
                        .contains("if (!$modules['pages/" + page.getFileName() + "'])")
                        .doesNotContain("$modules['vendor/preact.js'] = ");
            }
        }
    }

    @Test
    void whatIsImportedAndExportedKeepsItsNames() {
        ConsoleModules modules = of(
                "import { one as mine } from './other.js';\nexport { one, two as zwei } from './other.js';\nmine();\n",
                "import any from '../other.js';\nexport default function Page() { any(); }\n",
                "export const one = () => 1;\nconst two = 2;\nexport { two };\nexport default function() { one(); }\n");

        assertThat(modules.joined("main.js"))
                .contains(
                        "const { one: mine } = $modules['other.js'];",
                        "one: $modules['other.js'].one, zwei: $modules['other.js'].two",
                        "two: two",
                        "default: theDefault");
        assertThat(modules.joined("pages/one.js"))
                .contains("const { default: any } = $modules['other.js'];", "default: Page")
                .doesNotContain("$modules['other.js'] = "); // the frame has it
    }

    @Test
    void aFormThatIsNotKnownAndACircleAreRefused() {
        for (String unknown :
                List.of("export let x = 1;", "import * as all from './other.js';", "export * from './other.js';")) {
            assertThatThrownBy(() -> of(unknown, "", "").joined("main.js"))
                    .as(unknown)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("main.js has a form");
        }
        assertThatThrownBy(() -> of("import { a } from './other.js';", "", "import { b } from './main.js';")
                        .joined("main.js"))
                .hasMessageContaining("circle");
    }

    /** From a page's script it would be looked for beside the page: {@code ../} is the same from each folder. */
    @Test
    void whatIsFetchedLaterIsFoundFromWhereItIsJoined() throws IOException {
        try (Stream<Path> scripts = Files.walk(CONSOLE)) {
            assertThat(scripts.filter(each -> each.toString().matches(".*/console/.+/[^/]+\\.js"))
                            .filter(each -> !each.startsWith(CONSOLE.resolve("vendor")))
                            .map(each -> read(CONSOLE.relativize(each).toString()))
                            .toList())
                    .isNotEmpty()
                    .allMatch(text -> !text.contains("import.meta")
                            && text.lines()
                                    .filter(line -> line.contains("import("))
                                    .allMatch(line -> line.contains("import('../")));
        }
    }
}

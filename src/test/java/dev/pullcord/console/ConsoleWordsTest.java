package dev.pullcord.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's words and what it is made of, without a browser. */
class ConsoleWordsTest {
    private static final Path CONSOLE = Path.of("main/resources/console");
    private static final Pattern MESSAGE = Pattern.compile("(?m)^([a-z][A-Za-z0-9_-]*) =");
    private static final Pattern VARIABLE = Pattern.compile("\\$([a-z]+)");
    private static final Pattern USED = Pattern.compile("\\bt\\('([A-Za-z0-9_-]+)'");

    @ParameterizedTest
    @ValueSource(strings = {"es", "fil", "ko", "de"})
    void everyLanguageSaysAllThatEnglishSays(String language) {
        assertThat(ids(language)).isEqualTo(ids("en"));
        assertThat(matches(VARIABLE, read("messages/" + language + ".ftl")))
                .isEqualTo(matches(VARIABLE, read("messages/en.ftl")));
        assertThat(read("messages/" + language + ".ftl")).startsWith("### machine-made");
    }

    @Test
    void everyWordThatAPageAsksForIsThere() {
        Set<String> used = scripts().stream()
                .flatMap(script -> matches(USED, script).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(used).hasSizeGreaterThan(100);
        assertThat(ids("en")).containsAll(used);
    }

    /** The page names its script when its address is asked for, and knows it by the same name as the frame does. */
    @Test
    void aPagesScriptHasThePagesName() {
        Matcher page = Pattern.compile("at: '([a-z]+)'.*import\\('\\./pages/([a-z]+)\\.js'")
                .matcher(read("main.js"));
        int pages = 0;
        for (; page.find(); pages++) {
            assertThat(page.group(2)).isEqualTo(page.group(1).replace("accounts", "account"));
        }
        assertThat(pages).isGreaterThan(20);
    }

    /** Each message is read when it is first said, alone: so it stands at the start of a line, and names no other. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "fil", "ko", "de"})
    void eachMessageCanBeReadAlone(String language) {
        assertThat(read("messages/" + language + ".ftl").lines())
                .allMatch(line -> line.isBlank() || line.matches("[a-z][A-Za-z0-9_-]* =.*|#.*|[ }].*"))
                .noneMatch(line -> line.matches(".*\\{ *-?[a-z].*"));
    }

    /** What would need a looser content security policy, or show markup that came from outside. */
    @Test
    void noPageEvaluatesOrWritesMarkup() {
        assertThat(scripts())
                .noneMatch(script -> script.contains("innerHTML")
                        || script.contains("dangerouslySetInnerHTML")
                        || script.contains("eval(")
                        || script.contains("new Function"));
    }

    /** Each vendored file is what its package holds but for the changes that NOTICE.md names. */
    @Test
    void whatOthersWroteIsNamedWithItsLicence() throws IOException {
        String notice = read("vendor/NOTICE.md");
        try (Stream<Path> files = Files.walk(CONSOLE.resolve("vendor"))) {
            List<String> names = files.filter(file -> file.toString().matches(".*\\.(js|css)"))
                    .map(file -> CONSOLE.resolve("vendor").relativize(file).toString())
                    .toList();
            assertThat(names).isNotEmpty().allMatch(name -> notice.contains("| `" + name + "` |"));
        }
        assertThat(notice).contains(sha256(read("vendor/htm.js"))); // it is unchanged, so its digest is its package's
    }

    private static Set<String> ids(String language) {
        return matches(MESSAGE, read("messages/" + language + ".ftl"));
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static List<String> scripts() {
        try (Stream<Path> files = Files.walk(CONSOLE)) {
            return files.filter(file -> file.toString().endsWith(".js"))
                    .filter(file -> !file.startsWith(CONSOLE.resolve("vendor")))
                    .map(ConsoleWordsTest::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String name) {
        return text(CONSOLE.resolve(name));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

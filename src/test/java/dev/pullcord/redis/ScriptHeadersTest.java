package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds every script of {@code /redis} to its header, and its header to its caller in Java: the script {@code claim_case}
 * has one enum of its replies, {@code ClaimCaseReply}, somewhere in this room.
 */
class ScriptHeadersTest {
    private static final int MOST_LINES = 60; // of the body, exclusive
    private static final int MOST_KEYS = 6;

    private static final Pattern REPLY = Pattern.compile("(?:\\breturn|\\breply\\s*=)\\s*\\{\\s*['\"]([^'\"]*)['\"]");

    @Test
    void everyScriptDoesWhatItsHeaderSays() throws Exception {
        assertThat(problems(scripts(), replyEnums())).isEmpty();
    }

    @Test
    void everyReplyEnumHasItsScript() throws Exception {
        Set<String> expected =
                scripts().stream().map(ScriptHeadersTest::enumName).collect(Collectors.toCollection(TreeSet::new));

        assertThat(replyEnums().stream().map(Class::getSimpleName)).isSubsetOf(expected);
    }

    @Test
    void aDriftBetweenHeaderBodyAndCallerIsSeen() {
        assertThat(problems(List.of("drifted"), List.of(DriftedReply.class)))
                .containsExactlyInAnyOrder(
                        "drifted: KEYS[2] is bound 0 times on a line of its own, expected `local name = KEYS[2]` once",
                        "drifted: KEYS[3] is used but not in the header",
                        "drifted: ARGV[1] should be bound once as `local now_ms = ...`, found [now]",
                        "drifted: ARGV[2] is used but not in the header",
                        "drifted: has a tail of ARGV but never uses #ARGV",
                        "drifted: header has replies [accepted, gone], body has [accepted, kept]",
                        "drifted: header has replies [accepted, gone], DriftedReply has [accepted, lost]");
        assertThat(problems(List.of("drifted"), List.of()))
                .contains("drifted: expected one enum DriftedReply in this room, found 0");
    }

    private enum DriftedReply {
        ACCEPTED,
        LOST
    }

    private static List<String> problems(List<String> scripts, List<Class<?>> enums) {
        List<String> problems = new ArrayList<>();
        for (String name : scripts) {
            ScriptText text = ScriptText.load(name);
            String code = withoutComments(text.source());
            checkBindings(text, code, problems);
            checkReplies(text, code, enums, problems);
            if (text.ownLines() >= MOST_LINES) {
                problems.add(
                        name + ": its body has " + text.ownLines() + " lines, fewer than " + MOST_LINES + " wanted");
            }
            if (text.keys().size() > MOST_KEYS) {
                problems.add(name + ": has " + text.keys().size() + " keys, at most " + MOST_KEYS + " wanted");
            }
        }
        return problems;
    }

    private static void checkBindings(ScriptText text, String code, List<String> problems) {
        String name = text.name();
        for (ScriptText.Key key : text.keys()) {
            if (!key.tail()) {
                int bound = bound("KEYS", key.index(), code).size();
                if (bound != 1) {
                    String wanted = "KEYS[" + key.index() + "]";
                    problems.add(name + ": " + wanted + " is bound " + bound
                            + " times on a line of its own, expected `local name = " + wanted + "` once");
                }
            }
        }
        for (ScriptText.Arg arg : text.args()) {
            if (!arg.tail() && !bound("ARGV", arg.index(), code).equals(List.of(arg.name()))) {
                problems.add(name + ": ARGV[" + arg.index() + "] should be bound once as `local " + arg.name()
                        + " = ...`, found " + bound("ARGV", arg.index(), code));
            }
        }
        checkUses(name, "KEYS", text.keys().stream().filter(k -> !k.tail()).count(), code, problems);
        checkUses(name, "ARGV", text.args().stream().filter(a -> !a.tail()).count(), code, problems);
        if (text.keys().stream().anyMatch(ScriptText.Key::tail) && !code.contains("#KEYS")) {
            problems.add(name + ": has a tail of KEYS but never uses #KEYS");
        }
        if (text.args().stream().anyMatch(ScriptText.Arg::tail) && !code.contains("#ARGV")) {
            problems.add(name + ": has a tail of ARGV but never uses #ARGV");
        }
    }

    /** Each use by number stands in the header, and is the binding: after it the local is used. */
    private static void checkUses(String name, String what, long declared, String code, List<String> problems) {
        Matcher use = Pattern.compile(what + "\\[(\\d+)]").matcher(code);
        while (use.find()) {
            if (Integer.parseInt(use.group(1)) > declared) {
                problems.add(name + ": " + use.group() + " is used but not in the header");
            }
        }
    }

    private static void checkReplies(ScriptText text, String code, List<Class<?>> enums, List<String> problems) {
        Set<String> header = new TreeSet<>(text.replies());
        Set<String> body = new TreeSet<>();
        Matcher reply = REPLY.matcher(code);
        while (reply.find()) {
            body.add(reply.group(1));
        }
        if (!header.equals(body)) {
            problems.add(text.name() + ": header has replies " + header + ", body has " + body);
        }
        List<Class<?>> callers = enums.stream()
                .filter(type -> type.getSimpleName().equals(enumName(text.name())))
                .toList();
        if (callers.size() != 1) {
            problems.add(text.name() + ": expected one enum " + enumName(text.name()) + " in this room, found "
                    + callers.size());
            return;
        }
        Set<String> words = Arrays.stream(callers.get(0).getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!header.equals(words)) {
            problems.add(text.name() + ": header has replies " + header + ", "
                    + callers.get(0).getSimpleName() + " has " + words);
        }
    }

    /** The locals that lines of the form {@code local x = ... KEYS[n] ...} bind; a second element of the line is none. */
    private static List<String> bound(String what, int index, String code) {
        String element = Pattern.quote(what + "[" + index + "]");
        Pattern line = Pattern.compile("^\\s*local\\s+(\\w+)\\s*=.*" + element + ".*$");
        return code.lines()
                .filter(l -> l.contains(what + "[" + index + "]"))
                .map(line::matcher)
                .map(m -> m.matches() ? m.group(1) : "(no local)")
                .toList();
    }

    private static String withoutComments(String source) {
        return source.lines()
                .map(line -> line.replaceFirst("^\\s*--.*$", "").replaceFirst("\\s--\\s.*$", ""))
                .collect(Collectors.joining("\n"));
    }

    private static String enumName(String script) {
        return Arrays.stream(script.split("_"))
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining())
                + "Reply";
    }

    private static List<String> scripts() throws IOException, URISyntaxException {
        Path folder = classes().resolve("redis");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".lua"))
                    .map(file -> file.substring(0, file.length() - ".lua".length()))
                    .sorted()
                    .toList();
        }
    }

    /** The enums of this room, nested ones too, that a script's replies are read with. */
    private static List<Class<?>> replyEnums() throws Exception {
        Path room = classes().resolve(Script.class.getPackageName().replace('.', '/'));
        List<Class<?>> enums = new ArrayList<>();
        try (Stream<Path> files = Files.list(room)) {
            for (Path file : files.sorted().toList()) {
                String binaryName = file.getFileName().toString().replaceFirst("\\.class$", "");
                if (binaryName.endsWith("Reply")) {
                    Class<?> type = Class.forName(Script.class.getPackageName() + "." + binaryName);
                    if (type.isEnum()) {
                        enums.add(type);
                    }
                }
            }
        }
        return enums;
    }

    /** Where the service's own classes and resources lie; those of the tests lie elsewhere. */
    private static Path classes() throws URISyntaxException {
        return Path.of(
                Script.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}

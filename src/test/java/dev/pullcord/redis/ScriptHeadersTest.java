package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds every script of {@code /redis} to its header, and each class that runs it to the words of its header: the class
 * has an enum with those words and no other (one enum may serve several of its scripts).
 */
class ScriptHeadersTest {
    private static final int MOST_LINES = 60; // of the body, exclusive
    private static final int MOST_KEYS = 6; // bound in the script itself; what an include binds is its own
    /**
     * These take reports and open or raise their case, do all that a decision means, or list the keys of what they take away: no
     * two steps could.
     */
    private static final Map<String, Integer> MORE_KEYS = Map.of(
            "accept_panic", 8,
            "decide_case", 11,
            "forget_case", 7,
            "forget_events", 7,
            "supersede_decision", 11,
            "take_over", 8,
            "turn_case", 8);

    /** Answered by {@link AuditedScript} itself, for all its scripts. */
    private static final String ANSWERED_ON_THE_WAY = "audit_moved";

    private static final Pattern REPLY = Pattern.compile("(?:\\breturn|\\breply\\s*=)\\s*\\{([^,}]*)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'");
    private static final Pattern LOCAL = Pattern.compile("^local\\s+([\\w\\s,]+?)\\s*=\\s*(.+)$");
    private static final Pattern ELEMENT = Pattern.compile("(KEYS|ARGV)\\[(\\d+)]");

    @Test
    void everyScriptDoesWhatItsHeaderSays() throws Exception {
        assertThat(scripts().stream().flatMap(name -> problems(name).stream())).isEmpty();
    }

    @Test
    void whoeverRunsAScriptKnowsItsWords() throws Exception {
        Map<Class<?>, Set<String>> callers = callers();

        assertThat(callers.values().stream().flatMap(Set::stream).collect(Collectors.toSet()))
                .as("scripts that are run")
                .containsExactlyInAnyOrderElementsOf(scripts());
        assertThat(callers.entrySet().stream().flatMap(caller -> drifts(caller.getKey(), caller.getValue()).stream()))
                .isEmpty();
    }

    @Test
    void aDriftBetweenHeaderAndBodyIsSeen() {
        assertThat(problems("drifted"))
                .containsExactlyInAnyOrder(
                        "drifted: KEYS[2] is in the header but bound to no local",
                        "drifted: KEYS[3] is bound to `c` but not in the header",
                        "drifted: ARGV[1] is now_ms in the header but bound to `now`",
                        "drifted: ARGV[2] is bound to `field` but not in the header",
                        "drifted: ARGV[4] is used but not in the header",
                        "drifted: has a tail of ARGV but never uses #ARGV",
                        "drifted: header has replies [accepted, gone], body has [accepted, kept, lost]");
    }

    @Test
    void aDriftBetweenHeaderAndCallerIsSeen() {
        assertThat(drifts(Drifted.class, Set.of("drifted", "echo_words")))
                .containsExactlyInAnyOrder(
                        "Drifted: no enum of it has the words [accepted, gone] of drifted",
                        "Drifted.Echo: [LOUD] is a word of no script it serves");
    }

    /** A caller whose words are not those of its scripts. */
    @SuppressWarnings("UnusedNestedClass") // found by reflection
    private static final class Drifted {
        enum Answer {
            ACCEPTED,
            LOST
        }

        enum Echo {
            ALONE,
            TOGETHER,
            NONE,
            LOUD
        }
    }

    private static List<String> problems(String name) {
        ScriptText text = ScriptText.load(name);
        String code = withoutComments(text.source());
        List<String> problems = new ArrayList<>();
        Map<String, String> bound = bindings(code, problems);
        Map<String, String> declared = new TreeMap<>();
        text.keys().stream().filter(key -> !key.tail()).forEach(key -> declared.put("KEYS[" + key.index() + "]", ""));
        text.args().stream()
                .filter(arg -> !arg.tail())
                .forEach(arg -> declared.put("ARGV[" + arg.index() + "]", arg.name()));
        declared.forEach((element, argument) -> {
            if (!bound.containsKey(element)) {
                problems.add(element + " is in the header but bound to no local");
            } else if (!argument.isEmpty() && !bound.get(element).equals(argument)) {
                problems.add(element + " is " + argument + " in the header but bound to `" + bound.get(element) + "`");
            }
        });
        bound.forEach((element, local) -> {
            if (!declared.containsKey(element)) {
                problems.add(element + " is bound to `" + local + "` but not in the header");
            }
        });
        Matcher use = ELEMENT.matcher(code);
        while (use.find()) {
            if (!declared.containsKey(use.group()) && !bound.containsKey(use.group())) {
                problems.add(use.group() + " is used but not in the header");
            }
        }
        if (text.keys().stream().anyMatch(ScriptText.Key::tail) && !code.contains("#KEYS")) {
            problems.add("has a tail of KEYS but never uses #KEYS");
        }
        if (text.args().stream().anyMatch(ScriptText.Arg::tail) && !code.matches("(?s).*(#ARGV|unpack\\(ARGV).*")) {
            problems.add("has a tail of ARGV but never uses #ARGV");
        }
        Set<String> header = new TreeSet<>(text.replies());
        Set<String> body = replyWords(code);
        if (!header.equals(body)) {
            problems.add("header has replies " + header + ", body has " + body);
        }
        if (text.ownLines() >= MOST_LINES) {
            problems.add("its body has " + text.ownLines() + " lines, fewer than " + MOST_LINES + " wanted");
        }
        long ownKeys = ownKeys(text);
        int mostKeys = MORE_KEYS.getOrDefault(name, MOST_KEYS);
        if (ownKeys > mostKeys) {
            problems.add("binds " + ownKeys + " keys of its own, at most " + mostKeys + " wanted");
        }
        return problems.stream().map(problem -> name + ": " + problem).toList();
    }

    /** Which local each element of KEYS and ARGV is bound to, by lines {@code local a, b = KEYS[1], tonumber(ARGV[1])}. */
    private static Map<String, String> bindings(String code, List<String> problems) {
        Map<String, String> bound = new TreeMap<>();
        for (String line : code.lines().toList()) {
            Matcher local = LOCAL.matcher(line);
            if (!local.matches()) {
                continue;
            }
            List<String> names =
                    Stream.of(local.group(1).split(",", -1)).map(String::strip).toList();
            List<String> values = topLevel(local.group(2));
            for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
                Matcher element = ELEMENT.matcher(values.get(i));
                if (element.find() && bound.putIfAbsent(element.group(), names.get(i)) != null) {
                    problems.add(element.group() + " is bound twice");
                }
            }
        }
        return bound;
    }

    /** The words that a reply may begin with: those in the first element of a table that is returned. */
    private static Set<String> replyWords(String code) {
        Set<String> words = new TreeSet<>();
        Matcher reply = REPLY.matcher(code);
        while (reply.find()) {
            // A comparison's operand is no reply: only what follows `and`, `or` or begins the element is.
            Matcher word = WORD.matcher(reply.group(1).replaceAll("[=~]=\\s*'[^']*'", ""));
            while (word.find()) {
                words.add(word.group(1));
            }
        }
        return words;
    }

    private static long ownKeys(ScriptText text) {
        Set<String> included = new TreeSet<>();
        String source = text.source();
        // The body stands at the end, whatever it includes before it.
        List<String> lines = withoutComments(source).lines().toList();
        lines.subList(Math.max(0, lines.size() - text.ownLines()), lines.size()).forEach(line -> {
            Matcher key = Pattern.compile("KEYS\\[\\d+]").matcher(line);
            while (key.find()) {
                included.add(key.group());
            }
        });
        return included.size();
    }

    private static List<String> drifts(Class<?> caller, Set<String> scripts) {
        List<String> drifts = new ArrayList<>();
        Map<Class<?>, Set<String>> served = new HashMap<>();
        for (String script : scripts) {
            Set<String> words = new TreeSet<>(ScriptText.load(script).replies());
            words.remove(ANSWERED_ON_THE_WAY);
            boolean known = false;
            for (Class<?> type : caller.getDeclaredClasses()) {
                if (type.isEnum() && constants(type).containsAll(words)) {
                    served.computeIfAbsent(type, t -> new TreeSet<>()).addAll(words);
                    known = true;
                }
            }
            if (!known) {
                drifts.add(caller.getSimpleName() + ": no enum of it has the words " + words + " of " + script);
            }
        }
        served.forEach((type, words) -> {
            Set<String> idle = constants(type);
            idle.removeAll(words);
            if (!idle.isEmpty()) {
                drifts.add(caller.getSimpleName() + "." + type.getSimpleName() + ": "
                        + idle.toString().toUpperCase(Locale.ROOT) + " is a word of no script it serves");
            }
        });
        return drifts;
    }

    private static Set<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The classes of this room that make scripts, and which: read from their source, since a name is but a string. */
    private static Map<Class<?>, Set<String>> callers() throws Exception {
        Pattern made = Pattern.compile("new Script\\(\\s*\\w+,\\s*\"(\\w+)\"\\)");
        Map<Class<?>, Set<String>> callers = new HashMap<>();
        try (Stream<Path> files = Files.list(Path.of("main/java/dev/pullcord/redis"))) {
            for (Path file : files.toList()) {
                Matcher script = made.matcher(Files.readString(file));
                while (script.find()) {
                    String simpleName = file.getFileName().toString().replace(".java", "");
                    Class<?> type = Class.forName(Script.class.getPackageName() + "." + simpleName);
                    callers.computeIfAbsent(type, t -> new TreeSet<>()).add(script.group(1));
                }
            }
        }
        return callers;
    }

    /** Splits at the commas that stand in no bracket. */
    private static List<String> topLevel(String values) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < values.length(); i++) {
            char c = values.charAt(i);
            if (c == '(' || c == '{') {
                depth++;
            } else if (c == ')' || c == '}') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(values.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(values.substring(from));
        return parts;
    }

    private static String withoutComments(String source) {
        return source.lines()
                .map(line -> line.replaceFirst("^\\s*--.*$", "").replaceFirst("\\s--\\s.*$", ""))
                .collect(Collectors.joining("\n"));
    }

    /** The scripts of the service; those of the tests lie elsewhere on the class path. */
    private static List<String> scripts() throws IOException, URISyntaxException {
        Path classes = Path.of(
                Script.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.list(classes.resolve("redis"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".lua"))
                    .map(file -> file.substring(0, file.length() - ".lua".length()))
                    .sorted()
                    .toList();
        }
    }
}

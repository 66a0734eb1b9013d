package dev.pullcord.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a script and what its header promises. The header is the comment block a script begins with:
 *
 * <pre>
 * -- One sentence: the promise.
 * -- KEYS[1] pullcord:{platform:partition}:log        stream   the partition's event log
 * -- ARGV[1] now_ms           int    milliseconds since the epoch
 * -- ARGV[2..] field_values   string as many as there are, field and value in turn
 * -- REPLY accepted &lt;log_id&gt; | duplicate &lt;log_id&gt;
 * -- PUBLISH (none)
 * </pre>
 *
 * Each of KEYS and ARGV counts from 1; only the last of each may be a tail ({@code [n..]}, none or more). REPLY gives the
 * alternatives, each beginning with its word. PUBLISH gives the channel and what goes there. A line that begins with
 * none of these continues the line before it. The body binds each to a local on a line of its own (an ARGV's local has the
 * header's name; a tail is reached through {@code #KEYS} or {@code #ARGV}), and writes a reply as
 * {@code return {'word', ...}} or {@code reply = {'word', ...}}.
 *
 * <p>A line {@code -- @include name} stands for the file {@code /redis/include/name.lua}, once, wherever it is named first.
 *
 * @param name the file's name without {@code .lua}
 * @param source what is sent to Redis: header, body and what the body includes
 * @param ownLines lines of the body, without the header and without what is included
 * @param sha1 digest of the source, in lower-case hex, as EVALSHA wants it
 */
record ScriptText(
        String name,
        String source,
        int ownLines,
        String sha1,
        String promise,
        List<Key> keys,
        List<Arg> args,
        List<String> replies,
        List<String> publishes) {

    /** One of KEYS: its pattern, the type of the value under it, and what it is. */
    record Key(int index, boolean tail, String pattern, String type, String meaning) {}

    /** One of ARGV: its name (with its unit), how it is written, and what it is. */
    record Arg(int index, boolean tail, String name, String type, String meaning) {}

    private static final Pattern KEYS =
            Pattern.compile("KEYS\\[(\\d+)(\\.\\.)?]\\s+(\\S+)\\s+(string|hash|list|set|zset|stream)\\s+(\\S.*)");
    private static final Pattern ARGV =
            Pattern.compile("ARGV\\[(\\d+)(\\.\\.)?]\\s+([a-z][a-z0-9_]*)\\s+([a-z]+)\\s+(\\S.*)");
    private static final Pattern INCLUDE = Pattern.compile("\\s*--\\s*@include\\s+([a-z0-9_]+)\\s*");
    private static final Pattern STARTS = Pattern.compile("(KEYS\\[|ARGV\\[|REPLY |PUBLISH ).*");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]*");

    /**
     * Reads {@code /redis/<name>.lua} from the class path.
     *
     * @throws IllegalArgumentException if there is no such script, or its header is not of the form above
     */
    static ScriptText load(String name) {
        List<String> lines = resource("/redis/" + name + ".lua").lines().toList();
        int bodyAt = 0;
        while (bodyAt < lines.size()
                && lines.get(bodyAt).startsWith("--")
                && !INCLUDE.matcher(lines.get(bodyAt)).matches()) {
            bodyAt++;
        }
        List<String> header = unfold(lines.subList(0, bodyAt));
        List<String> body = lines.subList(bodyAt, lines.size());

        StringBuilder source = new StringBuilder();
        lines.subList(0, bodyAt).forEach(line -> source.append(line).append('\n'));
        inline(body, source, new LinkedHashSet<>());

        List<Key> keys = new ArrayList<>();
        List<Arg> args = new ArrayList<>();
        List<String> replies = new ArrayList<>();
        List<String> publishes = new ArrayList<>();
        StringBuilder promise = new StringBuilder();
        for (String line : header) {
            if (line.startsWith("KEYS[")) {
                Matcher m = match(name, KEYS, line, "KEYS[n] pattern type meaning");
                keys.add(new Key(Integer.parseInt(m.group(1)), m.group(2) != null, m.group(3), m.group(4), m.group(5)));
            } else if (line.startsWith("ARGV[")) {
                Matcher m = match(name, ARGV, line, "ARGV[n] name type meaning");
                args.add(new Arg(Integer.parseInt(m.group(1)), m.group(2) != null, m.group(3), m.group(4), m.group(5)));
            } else if (line.startsWith("REPLY ")) {
                replies.addAll(words(name, line.substring(6)));
            } else if (line.startsWith("PUBLISH ")) {
                publishes.add(line.substring(8).strip());
            } else {
                promise.append(promise.length() == 0 ? "" : " ").append(line);
            }
        }
        counted(
                name,
                "KEYS",
                keys.stream().map(Key::index).toList(),
                keys.stream().map(Key::tail).toList());
        counted(
                name,
                "ARGV",
                args.stream().map(Arg::index).toList(),
                args.stream().map(Arg::tail).toList());
        require(name, promise.length() > 0, "its header has no promise");
        require(name, !replies.isEmpty(), "its header has no REPLY");
        require(name, !publishes.isEmpty(), "its header has no PUBLISH; write (none) if it publishes nothing");
        return new ScriptText(
                name,
                source.toString(),
                body.size(),
                sha1(source.toString()),
                promise.toString(),
                List.copyOf(keys),
                List.copyOf(args),
                List.copyOf(replies),
                List.copyOf(publishes));
    }

    /** Whether this many keys and arguments are what the header asks for. */
    boolean takes(int keyCount, int argCount) {
        boolean keysTail = !keys.isEmpty() && keys.get(keys.size() - 1).tail();
        boolean argsTail = !args.isEmpty() && args.get(args.size() - 1).tail();
        return fits(keyCount, keys.size(), keysTail) && fits(argCount, args.size(), argsTail);
    }

    private static boolean fits(int given, int declared, boolean tail) {
        return tail ? given >= declared - 1 : given == declared;
    }

    private static List<String> unfold(List<String> comments) {
        List<String> header = new ArrayList<>();
        for (String comment : comments) {
            String text = comment.substring(2).strip();
            if (text.isEmpty()) {
                continue;
            }
            if (header.isEmpty() || STARTS.matcher(text).matches()) {
                header.add(text);
            } else {
                header.set(header.size() - 1, header.get(header.size() - 1) + " " + text);
            }
        }
        return header;
    }

    private static void inline(List<String> body, StringBuilder into, Set<String> included) {
        for (String line : body) {
            Matcher include = INCLUDE.matcher(line);
            if (!include.matches()) {
                into.append(line).append('\n');
            } else if (included.add(include.group(1))) {
                String path = "/redis/include/" + include.group(1) + ".lua";
                inline(resource(path).lines().toList(), into, included);
            }
        }
    }

    private static List<String> words(String name, String alternatives) {
        List<String> words = new ArrayList<>();
        for (String alternative : alternatives.split("\\|", -1)) {
            String word = alternative.strip().split("\\s", 2)[0];
            require(name, WORD.matcher(word).matches(), "REPLY has an alternative without a word: " + alternatives);
            words.add(word);
        }
        return words;
    }

    private static void counted(String name, String what, List<Integer> indexes, List<Boolean> tails) {
        for (int i = 0; i < indexes.size(); i++) {
            require(name, indexes.get(i) == i + 1, what + " must count from 1 without a gap, found " + indexes);
            require(name, !tails.get(i) || i == indexes.size() - 1, "only the last of " + what + " may be a tail");
        }
    }

    private static Matcher match(String name, Pattern pattern, String line, String form) {
        Matcher m = pattern.matcher(line);
        require(name, m.matches(), "expected `" + form + "`, found `" + line + "`");
        return m;
    }

    private static void require(String name, boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException("script " + name + ": " + problem);
        }
    }

    private static String resource(String path) {
        try (InputStream in = ScriptText.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no script " + path + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private static String sha1(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-1", e);
        }
    }
}

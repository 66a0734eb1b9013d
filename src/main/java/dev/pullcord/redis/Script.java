package dev.pullcord.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * One verb of Redis: a Lua script that runs whole or not at all. The only class that touches EVALSHA. What a script
 * takes and answers stands in its header, see {@link ScriptText}.
 */
public final class Script {
    private final ScriptText text;
    private final RedisLink link;
    private final RedisClusterAsyncCommands<String, String> redis;

    /**
     * @param name of the file {@code /redis/<name>.lua} on the class path
     * @throws IllegalArgumentException if there is no such script or its header is malformed
     */
    public Script(RedisLink link, String name) {
        this.text = ScriptText.load(name);
        this.link = link;
        this.redis = link.commands();
        link.has(text.name());
    }

    /**
     * Runs the script. Never blocks, and never throws for Redis' sake: a Redis that is away, slow or unhappy fails the
     * stage, and then nothing is known of the effect. A script that Redis has forgotten is sent again, at most once.
     *
     * @param keys all in one slot, as many as the header has
     * @param args as many as the header has
     * @return completes on a thread of the connection, which must not be blocked, with the reply: first its word, then
     *     what the header says; an integer in decimal, nil as null
     * @throws IllegalArgumentException if keys or args are more or fewer than the header says
     */
    public CompletionStage<List<String>> run(List<String> keys, List<String> args) {
        if (!text.takes(keys.size(), args.size())) {
            throw new IllegalArgumentException(
                    "script " + text.name() + " takes " + text.keys().size() + " keys and "
                            + text.args().size() + " arguments, given " + keys.size() + " and " + args.size());
        }
        String[] k = keys.toArray(String[]::new);
        String[] a = args.toArray(String[]::new);
        long begun = System.nanoTime();
        return link.traces().script(text.name(), () -> run(k, a, begun));
    }

    private CompletionStage<List<String>> run(String[] k, String[] a, long begun) {
        try {
            CompletionStage<List<Object>> reply = redis.evalsha(text.sha1(), ScriptOutputType.MULTI, k, a);
            return reply.exceptionallyCompose(failure -> cause(failure) instanceof RedisNoScriptException
                            ? redis.<List<Object>>eval(text.source(), ScriptOutputType.MULTI, k, a)
                            : CompletableFuture.failedStage(failure))
                    .thenApply(answer -> {
                        link.ran(text.name(), Duration.ofNanos(System.nanoTime() - begun));
                        return strings(answer);
                    });
        } catch (RuntimeException away) {
            return CompletableFuture.failedStage(away);
        }
    }

    /**
     * The constant of a script's reply enum for a reply word.
     *
     * @throws IllegalStateException if the enum has no such constant: script and caller have drifted apart
     */
    public static <E extends Enum<E>> E word(Class<E> replies, String word) {
        try {
            return Enum.valueOf(replies, word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(replies.getSimpleName() + " has no word `" + word + "`", e);
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static List<String> strings(List<Object> reply) {
        List<String> strings = new ArrayList<>(reply.size());
        for (Object element : reply) {
            strings.add(element == null ? null : element.toString());
        }
        return Collections.unmodifiableList(strings);
    }
}

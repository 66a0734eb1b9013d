package dev.pullcord.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pullcord.redis.ColdKeys.Where;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.PipelinedRedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Redis' commands, before which whatever case they name is in Redis: one that was put away is brought back first. So nobody who reads or
 * changes a case has to know that there is an archive, and none can be forgotten.
 *
 * <p>While a case is being put away what names it waits. A command that is found to be free to go is sent under the lock that the putting away
 * has to itself for a moment, and both go over one connection: what was sent before is seen by it, what comes after waits for it.
 */
final class ReadyCommands {
    private static final int REMEMBERED = 50_000; // cases that are in Redis

    private final RedisClusterAsyncCommands<String, String> bare;
    private final ColdKeys keys;
    private final Function<Where, CompletionStage<Void>> bringBack;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<Where, CompletableFuture<Void>> leaving = new ConcurrentHashMap<>();
    private final Cache<Where, Boolean> home;
    private long departures; // under the lock

    /**
     * @param bringBack writes a case back if it was put away
     * @param remembered how long it is believed that a case is still there. In the process that puts cases away only a Redis that lost
     *     what it acknowledged makes that untrue; in others, that process does
     */
    ReadyCommands(
            RedisClusterAsyncCommands<String, String> bare,
            ColdKeys keys,
            Function<Where, CompletionStage<Void>> bringBack,
            Duration remembered) {
        this.bare = bare;
        this.keys = keys;
        this.bringBack = bringBack;
        this.home = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(remembered)
                .build();
    }

    @SuppressWarnings("unchecked")
    RedisClusterAsyncCommands<String, String> commands() {
        return (RedisClusterAsyncCommands<String, String>) Proxy.newProxyInstance(
                RedisClusterAsyncCommands.class.getClassLoader(),
                new Class<?>[] {RedisClusterAsyncCommands.class},
                (proxy, method, arguments) -> {
                    List<Where> named = named(method, arguments);
                    if (named.isEmpty()) {
                        return invoke(method, arguments);
                    }
                    CompletionStage<?> answer = whenHome(named, () -> (RedisFuture<?>) invoke(method, arguments));
                    return answer instanceof RedisFuture<?> ? answer : new PipelinedRedisFuture<>(answer);
                });
    }

    private Object invoke(Method method, Object[] arguments) throws Exception {
        try {
            return method.invoke(bare, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception bareFault) {
                throw bareFault;
            }
            throw e;
        }
    }

    /** What a command may throw. */
    private interface Send {
        CompletionStage<?> go() throws Exception;
    }

    /** Its cases. Of what a script takes only the keys are looked at: its arguments may be anything. */
    private List<Where> named(Method method, Object[] arguments) {
        if (arguments == null || !RedisFuture.class.isAssignableFrom(method.getReturnType())) {
            return List.of();
        }
        boolean script = method.getName().startsWith("eval");
        List<Where> named = new ArrayList<>(1);
        for (int i = script ? 2 : 0; i < (script ? 3 : arguments.length); i++) {
            if (arguments[i] instanceof String key) {
                add(named, key);
            } else if (arguments[i] instanceof Object[] some) {
                for (Object one : some) {
                    if (one instanceof String key) {
                        add(named, key);
                    }
                }
            }
        }
        return named;
    }

    private void add(List<Where> named, String key) {
        keys.caseOf(key).filter(where -> !named.contains(where)).ifPresent(named::add);
    }

    private CompletionStage<?> whenHome(List<Where> cases, Send send) throws Exception {
        long before;
        lock.readLock().lock();
        try {
            if (cases.stream().allMatch(where -> home.getIfPresent(where) != null)) {
                return send.go();
            }
            before = departures;
        } finally {
            lock.readLock().unlock();
        }
        return all(cases.stream().map(this::fetched).toList())
                .thenCompose(fetched -> unlessOneLeft(cases, before, send));
    }

    private CompletionStage<?> fetched(Where where) {
        CompletableFuture<Void> going = leaving.get(where);
        return going == null ? bringBack.apply(where) : going.thenCompose(gone -> bringBack.apply(where));
    }

    private CompletionStage<Object> unlessOneLeft(List<Where> cases, long before, Send send) {
        try {
            lock.readLock().lock();
            try {
                if (departures == before) {
                    cases.forEach(where -> home.put(where, true));
                    return send.go().thenApply(answer -> answer);
                }
            } finally {
                lock.readLock().unlock();
            }
            return whenHome(cases, send).thenApply(answer -> answer);
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Runs this while nothing that names these cases is sent, and nothing is that is believed to find them there. */
    <T> CompletionStage<T> whileNobodyAsks(Collection<Where> cases, Supplier<CompletionStage<T>> work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        List<Where> mine = new ArrayList<>();
        lock.writeLock().lock();
        try {
            departures++;
            for (Where where : cases) {
                if (leaving.putIfAbsent(where, done) == null) {
                    mine.add(where);
                }
                home.invalidate(where);
            }
        } finally {
            lock.writeLock().unlock();
        }
        CompletionStage<T> working;
        try {
            working = work.get();
        } catch (RuntimeException e) {
            working = CompletableFuture.failedStage(e);
        }
        return working.whenComplete((result, failure) -> {
            mine.forEach(leaving::remove);
            done.complete(null);
        });
    }

    private static CompletableFuture<Void> all(List<? extends CompletionStage<?>> stages) {
        return CompletableFuture.allOf(
                stages.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
    }
}

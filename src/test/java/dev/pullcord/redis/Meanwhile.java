package dev.pullcord.redis;

import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** A port with something that happens at one of its calls: what another did between a read and a write, or a death before it. */
final class Meanwhile {
    private Meanwhile() {}

    /** Once, just before the call, and not on the thread that Redis answers on. */
    static <T> T before(Class<T> port, T real, String call, Runnable first) {
        AtomicBoolean due = new AtomicBoolean(true);
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, args) -> {
            if (!method.getName().equals(call) || !due.compareAndSet(true, false)) {
                return method.invoke(real, args);
            }
            return CompletableFuture.runAsync(first).thenCompose(done -> {
                try {
                    return (CompletionStage<?>) method.invoke(real, args);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            });
        }));
    }

    /** Whoever makes the call is gone by then. */
    static <T> T dying(Class<T> port, T real, String call) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (self, method, args) -> method.getName().equals(call)
                        ? CompletableFuture.failedFuture(new IllegalStateException("it died before that"))
                        : method.invoke(real, args)));
    }
}

package dev.pullcord.web;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A port that knows nothing: empty, false or no list, unless a test says what a method answers. */
final class Stub {
    private Stub() {}

    static <T> T of(Class<T> port, Map<String, Function<Object[], Object>> answers) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, args) -> {
            Function<Object[], Object> answer = answers.get(method.getName());
            Object result = answer == null ? nothing(method) : answer.apply(args);
            return result instanceof CompletableFuture<?> stage ? stage : CompletableFuture.completedFuture(result);
        }));
    }

    private static Object nothing(Method method) {
        Type type = ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0];
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        if (raw == Optional.class) {
            return Optional.empty();
        }
        if (raw == List.class) {
            return List.of();
        }
        if (raw == Map.class) {
            return Map.of();
        }
        if (raw == Set.class) {
            return Set.of();
        }
        if (raw == Boolean.class) {
            return false;
        }
        if (raw == Void.class) {
            return null;
        }
        throw new UnsupportedOperationException(method + " has no answer");
    }
}

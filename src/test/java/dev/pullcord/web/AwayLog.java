package dev.pullcord.web;

import dev.pullcord.audit.AuditLog;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** An audit log whose appends fail at times. */
final class AwayLog {
    private AwayLog() {}

    static AuditLog of(AuditLog log, BooleanSupplier away) {
        return (AuditLog) Proxy.newProxyInstance(
                AuditLog.class.getClassLoader(), new Class<?>[] {AuditLog.class}, (proxy, method, args) -> {
                    if (method.getName().startsWith("append") && away.getAsBoolean()) {
                        return CompletableFuture.failedFuture(new IOException("away"));
                    }
                    try {
                        return method.invoke(log, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.review.PersonalToken;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Binds the operations of {@code openapi.yaml} to their handlers by operationId: what the document says of security,
 * parameters and bodies is what is checked, before the handler is asked. An operation without a handler, or a handler
 * without an operation, ends the start.
 */
final class Operations {
    /** What answers who calls, asked again while a request goes on for minutes. */
    static final String AGAIN = "again";

    static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final Document document;
    private final Access access;
    private final Requests requests;
    private final Uploads uploads;
    private final Set<String> origins;
    private final Looks looks;
    private final Map<String, Handler<RoutingContext>> handlers;

    /**
     * @param origins whose pages may send events
     * @param looks remembers what the document says is remembered
     * @param handlers by operationId
     */
    Operations(
            Document document,
            Access access,
            Requests requests,
            Uploads uploads,
            Set<String> origins,
            Looks looks,
            Map<String, Handler<RoutingContext>> handlers) {
        this.looks = looks;
        this.uploads = uploads;
        this.origins = Set.copyOf(origins);
        this.document = document;
        this.access = access;
        this.requests = requests;
        this.handlers = Map.copyOf(handlers);
    }

    /** The router of the whole document. */
    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route().handler(requests::begin);
        CrossOrigin.allow(router, origins);
        Set<String> bound = new HashSet<>();
        JsonNode items = document.contract().document().path("paths");
        for (Iterator<String> paths = items.fieldNames(); paths.hasNext(); ) {
            String path = paths.next();
            JsonNode item = items.path(path);
            Set<String> allowed = new TreeSet<>();
            for (String method : METHODS) {
                if (item.has(method)) {
                    for (HttpMethod verb : verbs(method)) {
                        bind(router, path, method, verb, item);
                        allowed.add(verb.name());
                    }
                    bound.add(item.path(method).path("operationId").asText());
                }
            }
            allowed.add(HttpMethod.OPTIONS.name());
            router.options(vertxPath(path))
                    .handler(ctx -> ctx.response()
                            .setStatusCode(204)
                            .putHeader("allow", String.join(", ", allowed))
                            .end());
            router.route(vertxPath(path)).handler(ctx -> ctx.fail(new MethodNotAllowed(allowed)));
        }
        Set<String> homeless = new TreeSet<>(handlers.keySet());
        homeless.removeAll(bound);
        if (!homeless.isEmpty()) {
            throw new IllegalStateException("handlers without an operation in openapi.yaml: " + homeless);
        }
        Console.serve(router);
        InfoPages.serve(router);
        router.route().handler(ctx -> ctx.fail(404));
        router.route().failureHandler(requests::fail);
        return router;
    }

    private void bind(Router router, String path, String method, HttpMethod verb, JsonNode item) {
        JsonNode operation = item.path(method);
        String id = operation.path("operationId").asText();
        Handler<RoutingContext> handler = handlers.get(id);
        if (handler == null) {
            throw new IllegalStateException("operation " + id + " of openapi.yaml has no handler");
        }
        Inputs inputs = document.inputs(path, method);
        List<Access.Way> ways = ways(operation, tokenScope(operation, method));
        String remembered = operation.path("x-remembered").asText("");
        boolean browsersOnly = operation.path("x-session-only").asBoolean(false);
        String at = vertxPath(path);
        router.route(verb, at).handler(ctx -> {
            ctx.put(Requests.OPERATION, id);
            requests.trace(ctx, id);
            ctx.next();
        });
        if (operation.has("requestBody")) {
            // Routes of their own: Vert.x wants a body's handler to be the first of its route.
            router.route(verb, at).handler(Uploads.known(access, ways));
            router.route(verb, at).handler(inputs::checkContentType);
            router.route(verb, at).handler(uploads::begin);
            router.route(verb, at).handler(BodyHandler.create(false).setBodyLimit(requests.maxBody()));
            router.route(verb, at).handler(uploads::end);
        }
        router.route(verb, at)
                .handler(ctx -> {
                    if (ctx.get("caller") != null) {
                        ctx.next(); // known before its body was read
                        return;
                    }
                    ctx.put(AGAIN, (Supplier<Future<Caller>>) () -> access.check(ctx, ways));
                    access.check(ctx, ways).onFailure(ctx::fail).onSuccess(caller -> {
                        ctx.put("caller", caller);
                        ctx.next();
                    });
                })
                .handler(ctx -> {
                    if (browsersOnly
                            && ctx.get("caller") instanceof Caller.OfModerator by
                            && by.session().isEmpty()) {
                        ctx.fail(Problem.forbidden("a session of a browser").toException());
                    } else {
                        ctx.next();
                    }
                })
                .handler(inputs::check)
                .handler(ctx -> {
                    if (!remembered.isEmpty() && ctx.get("caller") instanceof Caller.OfModerator by) {
                        looks.begin(ctx, by, remembered);
                    }
                    ctx.next();
                })
                .handler(ctx -> requests.traced(ctx, handler));
    }

    /** What is got can also be asked for without its body. */
    private static List<HttpMethod> verbs(String method) {
        return method.equals("get")
                ? List.of(HttpMethod.GET, HttpMethod.HEAD)
                : List.of(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)));
    }

    /** What a personal token must be good for: to read for what changes nothing, else what the operation is about. */
    private static PersonalToken.Scope tokenScope(JsonNode operation, String method) {
        return method.equals("get")
                ? PersonalToken.Scope.READ
                : switch (operation.path("tags").path(0).asText()) {
                    case "policies" -> PersonalToken.Scope.POLICIES;
                    case "people", "access" -> PersonalToken.Scope.PEOPLE;
                    default -> PersonalToken.Scope.DESK;
                };
    }

    private static List<Access.Way> ways(JsonNode operation, PersonalToken.Scope token) {
        List<Access.Way> ways = new ArrayList<>();
        for (JsonNode alternative : operation.path("security")) {
            alternative
                    .properties()
                    .forEach(scheme -> ways.add(new Access.Way(
                            scheme.getKey(), scheme.getValue().path(0).asText(), token)));
        }
        return ways;
    }

    private static String vertxPath(String path) {
        return path.replaceAll("\\{([A-Za-z]+)}", ":$1");
    }

    /** The path is known, the method is none of its. */
    static final class MethodNotAllowed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String allowed;

        MethodNotAllowed(Set<String> allowed) {
            super("method not allowed", null, false, false);
            this.allowed = String.join(", ", allowed);
        }

        String allowed() {
            return allowed;
        }
    }
}

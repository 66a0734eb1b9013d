package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pullcord.wire.Contract;
import dev.pullcord.wire.Refusal;
import dev.pullcord.wire.StrictJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks one operation's parameters and body by what the document says of them. */
final class Inputs {
    private static final String JSON = "application/json";
    private static final Set<String> FORMS = Set.of("multipart/form-data", "application/x-www-form-urlencoded");

    private final List<Parameter> parameters;
    private final Set<String> queries;
    private final Set<String> contentTypes;
    private final Optional<Contract.Check> body;
    private final boolean bodyRequired;
    private final boolean raw;

    private record Parameter(String name, String in, boolean required, boolean integer, Contract.Check check) {}

    private Inputs(
            List<Parameter> parameters,
            Set<String> contentTypes,
            Optional<Contract.Check> body,
            boolean bodyRequired,
            boolean raw) {
        this.raw = raw;
        this.parameters = parameters;
        this.queries = parameters.stream()
                .filter(parameter -> parameter.in().equals("query"))
                .map(Parameter::name)
                .collect(Collectors.toCollection(TreeSet::new));
        this.contentTypes = contentTypes;
        this.body = body;
        this.bodyRequired = bodyRequired;
    }

    static Inputs of(Contract contract, String path, String method) {
        String pathPointer = "/paths" + Refusal.step(path);
        String pointer = pathPointer + "/" + method;
        JsonNode operation = contract.document().at(pointer);
        List<Parameter> parameters = new ArrayList<>();
        addParameters(contract, pathPointer + "/parameters", parameters);
        addParameters(contract, pointer + "/parameters", parameters);
        JsonNode content = operation.path("requestBody").path("content");
        Set<String> types = new TreeSet<>();
        content.fieldNames().forEachRemaining(types::add);
        boolean raw = operation.path("x-raw-body").asBoolean(false);
        String schema = pointer + "/requestBody/content/" + "application~1json/schema";
        return new Inputs(
                parameters,
                types,
                !raw && content.has(JSON) ? Optional.of(contract.check(schema)) : Optional.empty(),
                operation.path("requestBody").path("required").asBoolean(false),
                raw);
    }

    private static void addParameters(Contract contract, String pointer, List<Parameter> parameters) {
        JsonNode list = contract.document().at(pointer);
        for (int i = 0; i < list.size(); i++) {
            JsonNode ref = list.get(i).path("$ref");
            String at = ref.isTextual() ? ref.textValue().substring(1) : pointer + "/" + i;
            JsonNode node = contract.document().at(at);
            parameters.add(new Parameter(
                    node.path("name").asText(),
                    node.path("in").asText(),
                    node.path("required").asBoolean(false),
                    contract.resolved(node.path("schema")).path("type").asText().equals("integer"),
                    contract.check(at + "/schema")));
        }
    }

    /**
     * Before the body is read: is it of a kind that is taken here? Where the operation reads it raw, that is its own to
     * say, once it knows what is in it; but for forms, which are no such thing whatever they hold.
     */
    void checkContentType(RoutingContext ctx) {
        String given = ctx.request().getHeader("content-type");
        if (given == null && !bodyRequired) {
            ctx.next();
            return;
        }
        String type = given == null ? "" : given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (raw && !FORMS.contains(type)) {
            ctx.next();
            return;
        }
        if (!contentTypes.contains(type)) {
            throw Problem.of(
                            415,
                            "unsupported-media-type",
                            "This content type is not taken here",
                            "Send one of " + String.join(", ", contentTypes) + ".")
                    .about("Content-Type")
                    .toException();
        }
        ctx.next();
    }

    /** Once it is known who calls: are parameters and body as the document says? */
    void check(RoutingContext ctx) {
        if (!raw) { // where events come in, nothing about the address may cost a panic
            checkNames(ctx);
        }
        parameters.forEach(parameter -> check(parameter, ctx));
        body.ifPresent(check -> checkBody(check, ctx));
        ctx.next();
    }

    /** A misspelt filter that is passed over answers another question than was asked. */
    private void checkNames(RoutingContext ctx) {
        for (String given : ctx.queryParams().names()) {
            if (!queries.contains(given)) {
                String taken = queries.isEmpty() ? "none" : "only " + String.join(", ", queries);
                throw Problem.of(
                                400,
                                "invalid-request",
                                "The call breaks its schema",
                                "This parameter is not known: the call takes " + taken + ".")
                        .about(given)
                        .toException();
            }
        }
    }

    private static void check(Parameter parameter, RoutingContext ctx) {
        String value = switch (parameter.in()) {
            case "path" -> ctx.pathParam(parameter.name());
            case "query" -> ctx.request().getParam(parameter.name());
            default -> ctx.request().getHeader(parameter.name());
        };
        if (value == null) {
            if (parameter.required()) {
                throw refusal(parameter, "is missing");
            }
            return;
        }
        if (value.indexOf('\0') >= 0) {
            throw refusal(parameter, "holds NUL");
        }
        parameter
                .check()
                .refusal(node(parameter, value), Refusal.INVALID_REQUEST)
                .ifPresent(refusal -> {
                    throw refusal(parameter, refusal.detail());
                });
    }

    private static JsonNode node(Parameter parameter, String value) {
        if (parameter.integer() && value.matches("-?[0-9]{1,9}")) {
            return JsonNodeFactory.instance.numberNode(Integer.parseInt(value));
        }
        return JsonNodeFactory.instance.textNode(value);
    }

    private static ProblemException refusal(Parameter parameter, String detail) {
        return Problem.of(400, "invalid-request", "The call breaks its schema", parameter.name() + " " + detail + ".")
                .about(parameter.name())
                .toException();
    }

    private void checkBody(Contract.Check check, RoutingContext ctx) {
        Buffer buffer = ctx.body() == null ? null : ctx.body().buffer();
        String type = ctx.request().getHeader("content-type");
        if (buffer == null || buffer.length() == 0 || (type != null && !type.startsWith(JSON))) {
            if (bodyRequired) {
                throw Problem.invalid("", "The body is missing.").toException();
            }
            return;
        }
        StrictJson.Value value = read(buffer);
        value.faults().stream().findFirst().ifPresent(fault -> {
            throw Problem.invalid(fault.pointer(), fault.detail()).toException();
        });
        check.refusal(value.node(), Refusal.INVALID_REQUEST).ifPresent(refusal -> {
            throw Problem.invalid(refusal.pointer(), refusal.detail())
                    .at(refusal)
                    .toException();
        });
        ctx.put("body", value.node());
    }

    private static StrictJson.Value read(Buffer buffer) {
        try {
            return StrictJson.read(buffer.getBytes());
        } catch (StrictJson.Unreadable e) {
            throw Problem.of(400, "malformed", "This is not JSON", e.getMessage())
                    .toException();
        }
    }
}

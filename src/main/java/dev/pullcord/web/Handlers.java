package dev.pullcord.web;

import dev.pullcord.Meters;
import dev.pullcord.intake.PlatformKeys;
import dev.pullcord.intake.PlatformSecrets;
import dev.pullcord.review.CaseDoor;
import dev.pullcord.review.PeopleDesk;
import dev.pullcord.wire.ConnectorJson;
import dev.pullcord.wire.Words;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Every operation's handler, put together from the rooms. */
final class Handlers {
    private final Map<String, Handler<RoutingContext>> handlers = new HashMap<>();
    private final LiveRoutes live;

    Handlers(
            Vertx vertx,
            WebServer.Settings settings,
            Document document,
            WebServer.Rooms rooms,
            Access access,
            SignIn signIn,
            Optional<Provider> provider,
            Meters meters,
            Clock clock) {
        Repeats repeats = new Repeats(rooms.calls());
        LinkReader links = new LinkReader(rooms.links(), rooms.queue(), rooms.outbox(), clock);
        CaseReader reader = new CaseReader(
                rooms.queue(),
                rooms.outbox(),
                rooms.rosters(),
                links,
                rooms.people(),
                rooms.life().superseding());
        Buffer asServed = Buffer.buffer(document.contract().yaml());
        handlers.put(
                "getDocument",
                ctx -> ctx.response()
                        .putHeader("content-type", "application/yaml")
                        .end(asServed));
        handlers.putAll(new EventRoutes(
                        document.events(),
                        rooms.intake(),
                        rooms.directory(),
                        settings.eventsPerSecond(),
                        settings.maxEvents(),
                        settings.maxBody(),
                        meters,
                        clock)
                .operations());
        handlers.putAll(new HelpRoutes(
                        rooms.directory(), rooms.life().paperwork().drafter().recipients(), clock)
                .operations());
        handlers.putAll(new ConnectorRoutes(
                        rooms.platforms(),
                        rooms.reached().natives(),
                        document.events(),
                        rooms.intake(),
                        settings.console().publicUrl(),
                        settings.maxEvents(),
                        new ConnectorJson(),
                        meters,
                        clock)
                .operations());
        ClaimRoutes claims = new ClaimRoutes(
                rooms.desk(), rooms.life().assigned(), rooms.care(), rooms.queue(), reader, repeats, meters, clock);
        handlers.putAll(claims.operations());
        live = new LiveRoutes(rooms.audit(), claims::standings, clock);
        handlers.putAll(live.operations());
        cases(rooms, reader, links, repeats, meters, clock);
        policies(rooms.policy(), repeats, clock);
        PeopleDesk people = new PeopleDesk(rooms.people(), rooms.audit(), clock)
                .leaving(rooms.life().assigned().leaving(rooms.platforms()));
        WebServer.Console console = settings.console();
        handlers.putAll(new WaysIn(vertx, rooms, console, access, signIn, provider, people, clock).operations());
        handlers.putAll(new MeRoutes(rooms.people(), people, rooms.care(), repeats, clock).operations());
        handlers.putAll(new CareRoutes(
                        rooms.care(), rooms.people(), rooms.life().quality().second())
                .operations());
        handlers.putAll(new PeopleRoutes(
                        rooms.people(),
                        people,
                        rooms.policy().active(),
                        console.publicUrl(),
                        access::changed,
                        repeats,
                        clock)
                .operations());
        handlers.putAll(new ReceiptRoutes(rooms.life().reception(), rooms.intake(), Words.load(), clock).operations());
        handlers.putAll(new AuditRoutes(rooms.audit(), clock).operations());
    }

    private void cases(
            WebServer.Rooms rooms, CaseReader reader, LinkReader links, Repeats repeats, Meters meters, Clock clock) {
        WebServer.Life life = rooms.life();
        CaseDoor door = new CaseDoor(rooms.queue(), rooms.policy().active(), clock);
        handlers.putAll(new EvidenceRoutes(rooms.queue(), rooms.care(), door, clock).operations());
        DecisionMeters decisions = new DecisionMeters(rooms.queue(), meters);
        handlers.putAll(
                new CaseRoutes(rooms.desk(), rooms.approvals(), rooms.queue(), reader, door, repeats, decisions, clock)
                        .operations());
        handlers.putAll(new FilingRoutes(life.paperwork(), rooms.queue(), repeats, meters, clock).operations());
        handlers.putAll(new HoldRoutes(life.keeping().holds(), repeats, clock).operations());
        handlers.putAll(
                new ErasureRoutes(life.keeping().erasing(), life.keeping().access(), rooms.audit(), repeats, clock)
                        .operations());
        handlers.putAll(new CustodyRoutes(life.keeping().custody(), repeats, clock).operations());
        handlers.putAll(new RetentionRoutes(life.keeping().retention()).operations());
        handlers.putAll(
                new ExportRoutes(life.exports().restrictions(), life.exports().statements(), clock).operations());
        WebServer.Quality quality = life.quality();
        handlers.putAll(
                new QualityRoutes(quality.second(), quality.reviews(), quality.report(), reader, repeats, meters)
                        .operations());
        handlers.putAll(new InsightRoutes(
                        life.insights(), rooms.people(), rooms.policy().active(), clock)
                .operations());
        handlers.putAll(new PlatformRoutes(
                        rooms.platforms(),
                        new PlatformKeys(rooms.platforms(), rooms.audit(), clock),
                        new PlatformSecrets(rooms.platforms(), rooms.audit(), clock),
                        repeats)
                .operations());
        handlers.putAll(new BulkRoutes(life.bulk(), links, repeats, decisions).operations());
        handlers.putAll(new MisuseRoutes(life.misuse(), repeats).operations());
        handlers.putAll(new HandoverRoutes(rooms.handover(), repeats).operations());
        handlers.putAll(new AssignmentRoutes(life.assigned(), life.attribution(), reader, repeats).operations());
        handlers.putAll(new SupersedingRoutes(life.superseding(), life.looks(), repeats, decisions).operations());
        handlers.putAll(new AppealRoutes(life.hearing(), life.appeals(), repeats, decisions, clock).operations());
        handlers.putAll(new WordRoutes(
                        rooms.desk(),
                        life.superseding(),
                        rooms.queue(),
                        rooms.policy().active(),
                        rooms.reached().connections(),
                        Words.load(),
                        door,
                        clock)
                .operations());
        handlers.putAll(new AccountRoutes(
                        rooms.files(),
                        rooms.queue(),
                        rooms.outbox(),
                        life.strikes(),
                        rooms.policy().active(),
                        links,
                        rooms.audit(),
                        clock)
                .operations());
        handlers.putAll(new ConnectionRoutes(rooms.reached().connections()).operations());
        handlers.putAll(new NoticeRoutes(
                        new NoticeRoutes.Ports(life.notices(), life.onCalls(), rooms.people(), rooms.audit()),
                        repeats,
                        clock)
                .operations());
        handlers.putAll(new ActionRoutes(rooms.outbox(), rooms.policy().active(), repeats, clock).operations());
    }

    private void policies(WebServer.Policy policy, Repeats repeats, Clock clock) {
        handlers.putAll(new PolicyRoutes(policy.desk(), repeats, clock).operations());
        handlers.putAll(new BacktestRoutes(policy.desk(), policy.active(), policy.backtests(), repeats).operations());
    }

    Map<String, Handler<RoutingContext>> byOperation() {
        return Map.copyOf(handlers);
    }

    LiveRoutes live() {
        return live;
    }
}

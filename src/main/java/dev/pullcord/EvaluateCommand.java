package dev.pullcord;

import dev.pullcord.review.PolicyPack;
import dev.pullcord.simulation.Evaluation;
import dev.pullcord.simulation.WorldPlan;
import dev.pullcord.wire.PolicyCodec;
import dev.pullcord.wire.WorldCodec;
import java.awt.Color;
import java.awt.Dimension;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;
import org.w3c.dom.Document;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How soon each way of ordering a queue finds harm, on invented worlds whose truth is known. Needs no Redis. */
@Command(
        name = "evaluate",
        description = {
            "Compare ways of ordering the queue on invented worlds. The same seeds give the same figures.",
            "For example: pullcord evaluate --world ordinary-week --seeds 20 --out figures"
        })
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--world",
            paramLabel = "FILE|NAME",
            description = "a world's YAML, one that comes with it (" + WORLDS + "), or all",
            defaultValue = "all")
    List<String> worlds;

    @Option(
            names = "--rankers",
            paramLabel = "NAMES",
            split = ",",
            description = "of fifo, count, discourse, beta, dawid-skene, gcmu, ours, oracle (all)")
    List<String> rankers = List.of("all");

    @Option(names = "--policy", paramLabel = "FILE", description = "what ours and gcmu follow (the default pack)")
    Path policy;

    @Option(names = "--seed", paramLabel = "N", description = "the first seed (1)")
    long seed = 1;

    @Option(names = "--seeds", paramLabel = "N", description = "how many (20)")
    int seeds = 20;

    @Option(names = "--out", paramLabel = "DIR", description = "also write a CSV, and an SVG for each world, here")
    Path out;

    static final String WORLDS =
            "ordinary-week, brigade-storm, den, sextortion-wave, intruder-night, understaffed-desk, quiet-town, "
                    + "quiet-harm, trusted-liars, panic-flood";

    @Override
    public Integer call() throws IOException {
        if (seeds < 1 || seeds > 10_000) {
            throw new ParameterException(spec.commandLine(), "--seeds: " + seeds + " is outside 1 … 10000");
        }
        List<String> chosen = rankers.contains("all") ? Evaluation.RANKERS : rankers;
        for (String name : chosen) {
            if (!Evaluation.RANKERS.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(), "--rankers: '" + name + "' is none of " + Evaluation.RANKERS);
            }
        }
        PolicyPack pack = policy == null ? PolicyCodec.defaults() : PolicyCodec.read(Files.readString(policy));
        PrintWriter to = spec.commandLine().getOut();
        List<Evaluation.Table> tables = new ArrayList<>();
        for (WorldPlan plan : plans()) {
            AtomicInteger done = new AtomicInteger();
            Evaluation.Table table = Evaluation.of(plan, pack, chosen, seed, seeds, () -> progress(plan, done));
            FigureTable.print(table, to);
            tables.add(table);
        }
        if (out != null) {
            Files.createDirectories(out);
            FigureTable.csv(tables, out.resolve("evaluation.csv"));
            for (Evaluation.Table table : tables) {
                svg(table, out.resolve(table.world() + ".svg"));
            }
        }
        return Main.FINE;
    }

    private void progress(WorldPlan plan, AtomicInteger done) {
        PrintWriter err = spec.commandLine().getErr();
        err.print("\r" + plan.name() + ": " + done.incrementAndGet() + " of " + seeds + " seeds");
        if (done.get() == seeds) {
            err.println();
        }
        err.flush();
    }

    private List<WorldPlan> plans() throws IOException {
        List<String> names = worlds.contains("all") ? List.of(WORLDS.split(", ")) : worlds;
        List<WorldPlan> plans = new ArrayList<>();
        for (String name : names) {
            plans.add(plan(spec, name));
        }
        return plans;
    }

    /**
     * The world of this file, or of this name.
     *
     * @throws ParameterException if there is none
     * @throws Failed if the file is no world
     */
    static WorldPlan plan(CommandSpec spec, String name) throws IOException {
        boolean file = name.endsWith(".yaml") || name.endsWith(".yml");
        try {
            if (file) {
                try (InputStream yaml = Files.newInputStream(Path.of(name))) {
                    return WorldCodec.read(yaml);
                }
            }
            return WorldCodec.readOwn(name);
        } catch (NoSuchFileException e) {
            throw new ParameterException(spec.commandLine(), "--world " + name + ": there is no such file", e);
        } catch (IllegalArgumentException e) {
            String what = "--world " + name + ": " + e.getMessage();
            throw file ? new Failed(what, e) : new ParameterException(spec.commandLine(), what, e);
        }
    }

    /** The one picture that matters: how long severe harm waits for a first look. */
    private static void svg(Evaluation.Table table, Path file) throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(900)
                .height(420)
                .title(table.world()
                        + ": minutes from the first report of severe harm to the first look (95 % interval)")
                .yAxisTitle("minutes")
                .build();
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNE);
        for (String measure : List.of("reported p50 (min)", "reported p95 (min)")) {
            List<Double> means = new ArrayList<>();
            List<Double> halves = new ArrayList<>();
            for (Map<String, Evaluation.Figure> row : table.figures().values()) {
                means.add(zeroIfNone(row.get(measure).mean()));
                halves.add(zeroIfNone(row.get(measure).half()));
            }
            chart.addSeries(measure, List.copyOf(table.figures().keySet()), means, halves);
        }
        Document document = GenericDOMImplementation.getDOMImplementation()
                .createDocument("http://www.w3.org/2000/svg", "svg", null);
        SVGGraphics2D svg = new SVGGraphics2D(document);
        svg.setSVGCanvasSize(new Dimension(chart.getWidth(), chart.getHeight()));
        chart.paint(svg, chart.getWidth(), chart.getHeight());
        try (Writer to = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            svg.stream(to, true);
        }
    }

    private static double zeroIfNone(double value) {
        return Double.isNaN(value) ? 0 : value;
    }
}

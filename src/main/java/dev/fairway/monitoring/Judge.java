package dev.fairway.monitoring;

import dev.fairway.monitoring.bias.BiasFinding;
import dev.fairway.monitoring.bias.BiasJudge;
import dev.fairway.monitoring.drift.DriftJudge;
import dev.fairway.monitoring.drift.DriftReport;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/** Says what the counts of a closed window mean. The same counts under the same plan always get the same verdicts. */
@Component
class Judge {

    private final IdGenerator ids;
    private final MonitoringProperties properties;

    Judge(IdGenerator ids, MonitoringProperties properties) {
        this.ids = ids;
        this.properties = properties;
    }

    /**
     * @param report what the window says
     * @param raised events of what is newly alarming
     */
    record Judgement(Report report, List<Object> raised) {}

    /** Judges the window and brings the version's alarms up to date. */
    Judgement judge(Monitor.Closed closed, Alarms alarms) {
        Watched watched = closed.watched();
        Counted counted = closed.counted();
        DriftJudge drifts = new DriftJudge(watched.reference(), counted.plan().drift(), level(counted.plan()));
        BiasJudge biases = new BiasJudge(counted.plan().bias());
        DriftReport drift = drifts.judge(counted.features(), counted.prediction());
        List<BiasFinding> bias = counted.plan().favourable().isEmpty() ? List.of()
                : counted.groups().stream().flatMap(group -> biases.judge(group).stream()).toList();
        List<Object> raised = alarms.update(drift, bias, closed.end());
        Report report = new Report(watched.id().model(), watched.id().number(),
                new Report.Window(ids.generateId().toString(), counted.start(), closed.end(), counted.rows()), drift,
                new Report.Quality(drifts.quality(counted.features())), bias, alarms.standing(),
                drifts.warnings(counted.rows()));
        return new Judgement(report, raised);
    }

    /** A window of rows has no length beforehand; it spends the budget as if it were one of the default length. */
    private double level(MonitorPlan plan) {
        var duration = plan.window().duration();
        return plan.falseAlarms().level(duration == null ? properties.window() : duration);
    }
}

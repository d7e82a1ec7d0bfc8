package dev.fairway.training.queue;

import dev.fairway.registry.VersionFolder;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrainJob.Epoch;
import dev.fairway.training.TrainJob.Line;
import dev.fairway.training.TrainJob.Logged;
import dev.fairway.training.TrainJob.Transition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happened to train jobs, in order, in the database. */
final class JobLog {

    private static final String STATE = "state";
    private static final String EPOCH = "epoch";
    private static final String LOG = "log";

    private final JdbcClient jdbc;

    JobLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What happened to one job.
     *
     * @param epochs by their number; one that was trained again after a crash counts as it went the last time
     */
    record Story(List<Transition> transitions, Map<Integer, Epoch> epochs) {

        Story() {
            this(new ArrayList<>(), new TreeMap<>());
        }
    }

    void add(String job, Logged entry) {
        String type = switch (entry) {
            case Transition _ -> STATE;
            case Epoch _ -> EPOCH;
            case Line _ -> LOG;
        };
        jdbc.sql("insert into train_event (job, type, data) values (?, ?, ?)")
                .params(job, type, VersionFolder.JSON.writeValueAsString(entry))
                .update();
    }

    List<TrainJob.Entry> after(String job, long seq) {
        return jdbc.sql("select seq, type, data from train_event where job = ? and seq > ? order by seq limit 1000")
                .params(job, seq)
                .query((row, _) -> new TrainJob.Entry(row.getLong("seq"), row.getString("type"), row.getString("data")))
                .list();
    }

    Map<String, Story> of(List<String> jobs) {
        Map<String, Story> stories = new HashMap<>();
        jobs.forEach(job -> stories.put(job, new Story()));
        jdbc.sql("select job, type, data from train_event where job in (:jobs) and type <> :log order by seq")
                .param("jobs", jobs)
                .param("log", LOG)
                .query(row -> {
                    Story story = stories.computeIfAbsent(row.getString("job"), _ -> new Story());
                    tell(story, row.getString("type"), row.getString("data"));
                });
        return stories;
    }

    private static void tell(Story story, String type, String data) {
        if (type.equals(STATE)) {
            story.transitions().add(VersionFolder.JSON.readValue(data, Transition.class));
        } else {
            Epoch epoch = VersionFolder.JSON.readValue(data, Epoch.class);
            story.epochs().put(epoch.epoch(), epoch);
        }
    }
}

package dev.fairway.rollout;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Looks at the database again and again for what other replicas have changed. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Scheduling implements SchedulingConfigurer {

    private final AliasRouter router;
    private final RolloutProperties properties;

    Scheduling(AliasRouter router, RolloutProperties properties) {
        this.router = router;
        this.properties = properties;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(router::refresh, properties.refresh());
    }
}

package dev.fairway.training.kubernetes;

import dev.fairway.process.JavaCommand;
import dev.fairway.training.Launcher;
import dev.fairway.training.queue.TrainingProperties;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.IdGenerator;

/** The cluster that this service runs in, where it is to run its workers there. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "fairway.training.launcher", havingValue = "kubernetes")
class KubernetesConfiguration {

    @Bean
    KubernetesClient kubernetesClient() {
        return new KubernetesClientBuilder().build();
    }

    @Bean
    Launcher kubernetesLauncher(
            KubernetesClient client,
            KubernetesProperties settings,
            TrainingProperties training,
            IdGenerator ids) {
        return new KubernetesLauncher(client, settings, training, JavaCommand.ofThisService("train-worker"), ids);
    }
}

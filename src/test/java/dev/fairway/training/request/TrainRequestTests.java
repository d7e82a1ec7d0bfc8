package dev.fairway.training.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fairway.contract.Refusal;
import dev.fairway.contract.Refusal.FieldError;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.spec.Architecture;
import dev.fairway.training.spec.Optimizer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainRequestTests {

    private static final String LEAST = "'model':'income','dataset':{'id':'d1'},'target':'income'";

    @Test
    void modelDatasetAndTargetAreEnough() {
        TrainSpec spec = read(LEAST);
        assertThat(spec.target()).isEqualTo("income");
        assertThat(spec.dataset()).isEqualTo(new TrainSpec.DatasetReference("d1", "people", 2));
        assertThat(spec.optimizer()).isEqualTo(TrainDefaults.optimizer(Optimizer.Type.ADAMW, TrainDefaults.MLP));
        assertThat(spec.timeout()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void whatIsGivenIsTaken() {
        TrainSpec spec = read(LEAST + """
                ,'task':'auto','loss':'auto','features':{'include':[],'exclude':['age'],'types':{'zip':'categorical'}},
                'fairness':{'attributes':[{'name':'sex','privileged':['Male']}],'favourable':['>50K']},
                'preprocessing':{'missing':'impute','numeric':'standardise','categorical':'embedding','augment':[]},
                'split':{'method':'stratified','validation':0.2,'test':0.1},
                'architecture':{'type':'mlp','hidden':[32],'dropout':0.2},
                'optimizer':{'type':'sgd','learning_rate':0.1,'momentum':0.8,'schedule':'constant'},
                'epochs':3,'batch_size':64,'early_stopping':{'metric':'validation_accuracy','patience':2},
                'gate':{'min':{'accuracy':0.8},'min_disparate_impact':0.8},'on_success':'candidate','device':'auto',
                'seed':9,'timeout':'PT10M'""");
        assertThat(spec.architecture()).isEqualTo(new Architecture.Mlp(List.of(32), 0.2, true));
        assertThat(spec.optimizer().momentum()).isEqualTo(0.8);
        assertThat(spec.fairness().attributes().getFirst().name()).isEqualTo("sex");
        assertThat(spec.gate().min()).containsEntry("accuracy", 0.8);
        assertThat(spec.timeout()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void aSpecSurvivesBeingStored() {
        TrainSpec spec = read(LEAST + ",'on_success':'candidate','gate':{'min':{'f1':0.5}}");
        String stored = VersionFolder.JSON.writeValueAsString(spec);
        assertThat(VersionFolder.JSON.readValue(stored, TrainSpec.class)).isEqualTo(spec);
    }

    @Test
    void aDataSetIsFoundByItsNameToo() {
        assertThat(read("'model':'m','dataset':{'name':'people'},'target':'income'").dataset().id()).isEqualTo("d1");
    }

    @Test
    void fewRowsGetSmallBatchesAndManyEpochs() {
        assertThat(TrainDefaults.batchSize(569, TrainDefaults.MLP))
                .isLessThan(TrainDefaults.batchSize(32_561, TrainDefaults.MLP));
        assertThat(TrainDefaults.epochs(569, 32, TrainDefaults.MLP))
                .isGreaterThan(TrainDefaults.epochs(32_561, 256, TrainDefaults.MLP));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'epoch':3                                              | epoch                        | known are
            'epochs':0                                             | epochs                       | from 1 to
            'epochs':2.5                                           | epochs                       | whole number
            'epochs':'many'                                        | epochs                       | whole number
            'batch_size':-1                                        | batch_size                   | from 1 to
            'optimizer':{'learning_rate':-1}                       | optimizer.learning_rate      | from 1.0E-8 to
            'optimizer':{'learning_rate':'fast'}                   | optimizer.learning_rate      | must be a number
            'optimizer':{'lr':0.1}                                 | optimizer.lr                 | learning_rate
            'optimizer':{'type':'lion'}                            | optimizer.type               | adamw, adam, sgd
            'optimizer':{'momentum':0.9}                           | optimizer.momentum           | sgd, nesterov
            'optimizer':{'schedule':'steep'}                       | optimizer.schedule           | constant, cosine, step, plateau
            'optimizer':7                                          | optimizer                    | must be an object
            'loss':'hinge'                                         | loss                         | cross_entropy
            'loss':{'type':'cross_entropy','gamma':2}              | loss.gamma                   | focal only
            'loss':'mse'                                           | loss                         | classes take
            'class_weights':{'a':1}                                | class_weights                | weighted_cross_entropy
            'split':{'validation':0.6,'test':0.6}                  | split                        | at most 0.9
            'split':{'method':'group'}                             | split.column                 | is missing
            'architecture':{'type':'resnet'}                       | architecture.type            | use mlp
            'architecture':{'type':'vae'}                          | architecture.type            | supported: mlp
            'architecture':{'type':'gru'}                          | features.include             | reads texts
            'architecture':{'hidden':[64,0]}                       | architecture.hidden[1]       | from 1 to
            'architecture':{'hidden':'wide'}                       | architecture.hidden          | must be a list
            'architecture':{'dropout':1}                           | architecture.dropout         | from 0.0 to
            'architecture':{'batch_norm':'yes'}                    | architecture.batch_norm      | true or false
            'preprocessing':{'augment':['flip']}                   | preprocessing.augment        | data sets of images
            'preprocessing':{'categorical':'ordinal'}              | preprocessing.categorical    | embedding, one_hot
            'early_stopping':{'metric':'loss'}                     | early_stopping.metric        | validation_loss
            'gate':{'min':{'r2':0.5}}                              | gate.min.r2                  | accuracy
            'gate':{'min_disparate_impact':0.8}                    | gate.min_disparate_impact    | fairness.attributes
            'search':{'method':'asha'}                             | search.space                 | must name the fields
            'search':{'method':'tpe','space':{'epochs':[2]}}       | search.method                | grid, random, asha
            'warm_start':true                                      | warm_start                   | must be an alias
            'warm_start':{'version':1,'alias':'production'}        | warm_start                   | one of
            'priority':1000                                        | priority                     | from -100 to 100
            'device':'gpu'                                         | device                       | cuda:0
            'on_success':'a b'                                     | on_success                   | an alias
            'timeout':'1h'                                         | timeout                      | PT1H
            'device':'tpu'                                         | device                       | auto, cpu
            'task':'clustering'                                    | task                         | regression
            'task':'regression'                                    | task                         | numeric target
            'features':{'exclude':['ages']}                        | features.exclude             | no column 'ages'
            'features':{'types':{'age':'image'}}                   | features.types.age           | numeric, categorical
            'fairness':{'attributes':[{'name':'race','privileged':['x']}],'favourable':['y']} | fairness.attributes[0].name | no column
            'fairness':{'attributes':[{'name':'sex'}],'favourable':['y']} | fairness.attributes[0].privileged | must name
            'fairness':{'attributes':[{'name':'sex','privileged':['Male']}]} | fairness.favourable | labels
            """)
    void aWrongFieldIsNamedWithWhatIsAllowed(String field, String path, String allowed) {
        assertThat(errors(LEAST + "," + field)).singleElement().satisfies(e -> {
            assertThat(e.field()).isEqualTo(path);
            assertThat(e.message()).contains(allowed);
        });
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThat(errors("'dataset':{'id':'nowhere'},'epochs':0,'optimizer':{'l1':-1},'x':1"))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("model", "dataset.id", "target", "epochs", "optimizer.l1", "x");
    }

    @Test
    void aNumericTargetOfManyValuesTakesNoClassLoss() {
        assertThat(errors("'model':'m','dataset':{'id':'d1'},'target':'age','loss':'cross_entropy'"))
                .extracting(FieldError::field)
                .containsExactly("loss");
    }

    private static List<FieldError> errors(String fields) {
        Refusal[] refusal = new Refusal[1];
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> read(fields)).satisfies(e -> refusal[0] = e);
        assertThat(refusal[0].kind()).isEqualTo(Refusal.Kind.INVALID);
        return refusal[0].errors();
    }

    private static TrainSpec read(String fields) {
        var body = VersionFolder.JSON.readTree("{" + fields.replace('\'', '"') + "}");
        return new TrainRequest(body, People::find).read().spec();
    }
}

{{- define "fairway.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end }}

{{- define "fairway.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else if contains (include "fairway.name" .) .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "fairway.name" .) | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{- define "fairway.selector" -}}
app.kubernetes.io/name: {{ include "fairway.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "fairway.labels" -}}
{{ include "fairway.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "fairway.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "fairway.fullname" .) -}}
{{- else -}}
{{- .Values.serviceAccount.name | default "default" -}}
{{- end -}}
{{- end }}

{{- define "fairway.image" -}}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end }}

{{- define "fairway.claim" -}}
{{- .Values.persistence.existingClaim | default (include "fairway.fullname" .) -}}
{{- end }}

{{- /* Where workers run, as the service's settings. A key in brackets is one word, whatever dots it has. */ -}}
{{- define "fairway.training" -}}
{{- $given := .Values.training.kubernetes -}}
{{- $workers := dict "namespace" .Release.Namespace "image" (include "fairway.image" .) "claim" (include "fairway.claim" .) -}}
{{- $_ := set $workers "cpu" $given.cpu -}}
{{- $_ := set $workers "memory" $given.memory -}}
{{- $_ := set $workers "gpus" ($given.gpus | int) -}}
{{- $_ := set $workers "gpu-resource" $given.gpuResource -}}
{{- $_ := set $workers "ttl" $given.ttl -}}
{{- with $given.serviceAccount }}{{ $_ := set $workers "service-account" . }}{{ end -}}
{{- with $given.tolerations }}{{ $_ := set $workers "tolerations" . }}{{ end -}}
{{- $secrets := list -}}
{{- range .Values.imagePullSecrets }}{{ $secrets = append $secrets .name }}{{ end -}}
{{- with $secrets }}{{ $_ := set $workers "image-pull-secrets" . }}{{ end -}}
{{- $labels := dict -}}
{{- range $key, $value := $given.nodeSelector }}{{ $_ := set $labels (printf "[%s]" $key) $value }}{{ end -}}
{{- with $labels }}{{ $_ := set $workers "node-selector" . }}{{ end -}}
{{- dict "fairway" (dict "training" (dict "launcher" "kubernetes" "kubernetes" $workers)) | toJson -}}
{{- end }}

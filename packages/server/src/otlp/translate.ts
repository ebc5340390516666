import {
  type OtlpKeyValue,
  type OtlpSpan,
  SpanAttributeKey,
  attributesFromOtlp,
  attributesToOtlp,
  mlflowAttributesOf,
  parsedJson,
} from '@spanwright/core/model';

const OWN = 'mlflow.';
/** How the keys begin from which something is read. */
const FOREIGN = /^(?:gen_ai|llm|openinference|input|output|ai|traceloop|tool|embedding|retrieval|langfuse)\./;

/** A span with MLflow's attributes where it says the same by other conventions, or says it as JSON text. */
export function translated(span: OtlpSpan): OtlpSpan {
  const { attributes = [] } = span;
  const kept = attributes.some(({ key }) => key.startsWith(OWN)) ? ownAttributes(attributes) : attributes;
  if (!kept.some(({ key }) => FOREIGN.test(key))) return kept === attributes ? span : { ...span, attributes: kept };
  const said = mlflowAttributesOf(attributesFromOtlp(kept));
  // A type that says nothing gives way to what another convention says.
  const own = SpanAttributeKey.SPAN_TYPE in said ? kept.filter((one) => !isUnknownType(one)) : kept;
  const known = new Set(own.map(({ key }) => key));
  const added = Object.entries(said).filter(([key]) => !known.has(key));
  return { ...span, attributes: [...own, ...attributesToOtlp(Object.fromEntries(added))] };
}

/** MLflow's own attributes with their values decoded; the id of the trace is said by the span itself. */
function ownAttributes(attributes: readonly OtlpKeyValue[]): readonly OtlpKeyValue[] {
  const id = attributes.find(({ key }) => key === SpanAttributeKey.REQUEST_ID)?.value?.stringValue;
  const others = attributes.filter(({ key }) => key !== SpanAttributeKey.REQUEST_ID);
  // Clients that encode values encode this one, too; those of OpenTelemetry do not know of it.
  return id?.startsWith('tr-') ? others : others.map(decoded);
}

function isUnknownType({ key, value }: OtlpKeyValue): boolean {
  return key === SpanAttributeKey.SPAN_TYPE && value?.stringValue === 'UNKNOWN';
}

function decoded(attribute: OtlpKeyValue): OtlpKeyValue {
  const text = attribute.value?.stringValue;
  if (!attribute.key.startsWith(OWN) || text === undefined || !/^\s*["{[]/.test(text)) return attribute;
  const value = parsedJson(text);
  return value === undefined ? attribute : (attributesToOtlp({ [attribute.key]: value })[0] ?? attribute);
}

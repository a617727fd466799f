import { html, nothing, type TemplateResult } from 'lit';
import { joinsOf, withoutPart } from '../../app/recut-joins.ts';
import type { JoinChoice, ToolRequest } from '../../app/tool-request.ts';
import { icon } from '../icon/icons.ts';
import { number } from '../wording/formats.ts';
import { FORM_LABELS as WORDS } from '../wording/tools.ts';
import { nextPart, type PartEnd, writeEnd } from './parts.ts';
import { choices, numberIn, SECONDS, secondsField } from './simple-forms.ts';

type Recut = Extract<ToolRequest, { readonly tool: 'recut' }>;
type Change = (change: Partial<Recut>) => void;

const KINDS = ['cut', 'extend', 'fill'] as const;

/** Parts of the clip, each from a frame to a frame, and what comes between them. */
export function recutForm(request: Recut, change: Change, frameCount: number): TemplateResult {
  const { parts, join, joins } = request;
  return html`
    <fieldset class="field">
      <legend>${WORDS.parts}</legend>
      ${parts.map((_, index) => partFields(request, change, { index, frameCount }))}
      <button class="quiet" type="button" @click=${() => change({ parts: [...parts, nextPart(parts, frameCount)] })}>${WORDS.addPart}</button>
    </fieldset>
    ${joins === null ? joinsAlike(join, change) : nothing}
    ${parts.length > 2 ? eachItsOwn(request, change) : nothing}
    ${joins === null ? nothing : joinsOf(request).map((_, index) => ownJoin(request, change, index))}
  `;
}

function partFields(
  request: Recut,
  change: Change,
  { index, frameCount }: { readonly index: number; readonly frameCount: number },
): TemplateResult | typeof nothing {
  const { parts } = request;
  const part = parts[index];
  if (part === undefined) return nothing;
  // People count frames from 1, requests from 0.
  const write = (end: PartEnd) => (event: Event) => {
    const written = writeEnd(part, end, { frame: Math.round(numberIn(event)) - 1, last: frameCount - 1 });
    // The same number as before is not written again by a render.
    (event.target as HTMLInputElement).value = String(written[end === 'from' ? 0 : 1] + 1);
    change({ parts: parts.map((other, place) => (place === index ? written : other)) });
  };
  return html`
    <div class="part" role="group" aria-label=${WORDS.part(number(index + 1))}>
      <label><span class="label">${WORDS.from}</span>
        <input type="number" min="1" max=${frameCount} .value=${String(part[0] + 1)} @change=${write('from')} /></label>
      <label><span class="label">${WORDS.to}</span>
        <input type="number" min="1" max=${frameCount} .value=${String(part[1] + 1)} @change=${write('to')} /></label>
      <button class="round" type="button" ?disabled=${parts.length === 1} aria-label=${WORDS.removePart(number(index + 1))}
        @click=${() => change(withoutPart(request, index))}>${icon('close')}</button>
    </div>
  `;
}

/** One kind and length for every join. */
function joinsAlike(join: JoinChoice, change: Change): TemplateResult {
  return html`
    ${choices({
      name: 'join',
      legend: WORDS.join,
      options: KINDS.map((name) => [name, WORDS.joins[name]] as const),
      chosen: join.kind,
      choose: (kind) => change({ join: { ...join, kind } }),
    })}
    ${lengthField(WORDS.joinsSeconds, join, (changed) => change({ join: changed }))}
  `;
}

function eachItsOwn(request: Recut, change: Change): TemplateResult {
  const own = request.joins !== null;
  return html`
    <label class="check"><input type="checkbox" .checked=${own}
      @change=${() => change({ joins: own ? null : joinsOf(request) })} />${WORDS.ownJoins}</label>
  `;
}

function ownJoin(request: Recut, change: Change, index: number): TemplateResult {
  const all = joinsOf(request);
  const join = all[index] ?? request.join;
  const put = (changed: JoinChoice) =>
    change({ joins: all.map((other, place) => (place === index ? changed : other)) });
  return html`
    ${choices({
      name: `join-${index}`,
      legend: WORDS.joinAfter(number(index + 1)),
      options: KINDS.map((name) => [name, WORDS.joinKinds[name]] as const),
      chosen: join.kind,
      choose: (kind) => put({ ...join, kind }),
    })}
    ${lengthField(WORDS.joinAfterSeconds(number(index + 1)), join, put)}
  `;
}

function lengthField(
  label: string,
  join: JoinChoice,
  change: (join: JoinChoice) => void,
): TemplateResult | typeof nothing {
  if (join.kind === 'cut') return nothing;
  return secondsField({
    ...SECONDS,
    label,
    value: join.seconds,
    change: (seconds) => change({ ...join, seconds }),
  });
}

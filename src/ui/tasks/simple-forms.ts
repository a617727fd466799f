import { html, type TemplateResult } from 'lit';
import type { Reach } from '../../app/reach.ts';
import type { ToolRequest } from '../../app/tool-request.ts';
import { percent } from '../wording/formats.ts';
import { FORM_LABELS as WORDS } from '../wording/tools.ts';
import { seconds } from '../wording/units.ts';
import { STEP_SECONDS, toHalves } from './halves.ts';

type Of<Name extends ToolRequest['tool']> = Extract<ToolRequest, { readonly tool: Name }>;
type Change<Name extends ToolRequest['tool']> = (change: Partial<Of<Name>>) => void;

/** Of a slider of made seconds. */
export const SECONDS = { least: 0.5, most: 10 } as const;
const STRENGTHS = ['subtle', 'mild', 'strong'] as const;
/** Where the own value begins: between mild and strong. */
const OWN_STRENGTH = 0.6;

/** Larger or smoother. */
export function largerForm(request: Of<'larger'>, change: Change<'larger'>): TemplateResult {
  return choices({
    name: 'twice',
    legend: WORDS.twice,
    options: (['size', 'rate'] as const).map((name) => [name, WORDS.twices[name]] as const),
    chosen: request.twice,
    choose: (twice) => change({ twice }),
  });
}

/** The end of the slider of an extension: where the family ends, or before. Seconds. */
export function mostExtended(direction: keyof Reach, reach: Reach): number {
  const most = Math.min(SECONDS.most, reach[direction]);
  return toHalves(most, { least: SECONDS.least, most });
}

/** Which way, and how far. */
export function extendForm(request: Of<'extend'>, change: Change<'extend'>, reach: Reach): TemplateResult {
  return html`
    ${choices({
      name: 'direction',
      legend: WORDS.direction,
      options: [
        ['forwards', WORDS.forwards],
        ['backwards', WORDS.backwards],
      ],
      chosen: request.direction,
      choose: (direction) => change({ direction, seconds: Math.min(request.seconds, mostExtended(direction, reach)) }),
    })}
    ${secondsField({
      label: WORDS.seconds,
      value: request.seconds,
      least: SECONDS.least,
      most: mostExtended(request.direction, reach),
      change: (seconds) => change({ seconds }),
    })}
  `;
}

/** How long the join is. */
export function loopForm(request: Of<'loop'>, change: Change<'loop'>): TemplateResult {
  return secondsField({
    ...SECONDS,
    label: WORDS.joinSeconds,
    value: request.seconds,
    change: (seconds) => change({ seconds }),
  });
}

/** Three strengths by name, or a number of one's own. */
export function remixForm(request: Of<'remix'>, change: Change<'remix'>): TemplateResult {
  const { strength } = request;
  const own = typeof strength === 'number';
  return html`
    ${choices({
      name: 'strength',
      legend: WORDS.strength,
      options: [
        ...STRENGTHS.map((name) => [name, WORDS.strengths[name]] as const),
        ['own', WORDS.strengths.own] as const,
      ],
      chosen: own ? 'own' : strength,
      choose: (name) => change({ strength: name === 'own' ? OWN_STRENGTH : name }),
    })}
    <label class="field" ?hidden=${!own}>
      <span class="label">${WORDS.strengths.own} <span class="value">${own ? percent(strength) : ''}</span></span>
      <input type="range" min="0.05" max="0.95" step="0.05" .value=${String(own ? strength : OWN_STRENGTH)}
        @input=${(event: Event) => change({ strength: numberIn(event) })} />
    </label>
  `;
}

interface Choices<Name extends string> {
  readonly name: string;
  readonly legend: string;
  readonly options: readonly (readonly [Name, string])[];
  /** Null while nothing is chosen. */
  readonly chosen: Name | null;
  readonly choose: (name: Name) => void;
}

/** One of several, as native radio buttons that look like joined buttons. */
export function choices<Name extends string>({ name, legend, options, chosen, choose }: Choices<Name>): TemplateResult {
  return html`
    <fieldset class="field">
      <legend>${legend}</legend>
      <div class="choices">
        ${options.map(
          ([value, label]) => html`<label
            ><input type="radio" name=${name} .checked=${value === chosen} @change=${() => choose(value)} />${label}</label
          >`,
        )}
      </div>
    </fieldset>
  `;
}

interface SecondsField {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly change: (value: number) => void;
}

/** A time on a slider, in halves of a second. */
export function secondsField({ label, value, least, most, change }: SecondsField): TemplateResult {
  return html`
    <label class="field">
      <span class="label">${label} <span class="value">${seconds(value)}</span></span>
      <input type="range" min=${least} max=${most} step=${STEP_SECONDS} .value=${String(value)}
        @input=${(event: Event) => change(numberIn(event))} />
    </label>
  `;
}

/** What a field says. */
export function numberIn(event: Event): number {
  return event.target instanceof HTMLInputElement ? Number(event.target.value) : 0;
}

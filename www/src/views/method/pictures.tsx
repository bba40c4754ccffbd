/** Small pictures that say how the model works. They hold no results. */
import { words } from "./words";

const said = words.pictures;

export function StepsPicture() {
  const steps = [24, 12, 6, 3];
  return (
    <svg class="method-picture" viewBox="0 0 360 150" width="360" height="150" role="img" aria-label={said.steps}>
      {steps.map((count, k) => {
        const [x, y] = [k * 90, 118 - 24 * k];
        return (
          <g>
            <path class={k < 2 ? "stair-body-below" : "stair-body-above"} d={`M${x} ${y}h90V150H${x}z`} />
            <path class="stair-tread" d={`M${x} ${y}h80`} />
            {Array.from({ length: count }, (_, mark) => (
              <circle class={k < 2 ? "mark-supported" : "mark-statutory"} cx={x + 6 + 9 * (mark % 8)} cy={y - 7 - 9 * Math.floor(mark / 8)} r="3.5" />
            ))}
            {k > 0 && (
              <>
                <path class="method-up" d={`M${x - 9} ${y + 14}v-20`} />
                <polygon class="method-up-head" points={`${x - 9},${y - 10} ${x - 14},${y - 2} ${x - 4},${y - 2}`} />
              </>
            )}
          </g>
        );
      })}
    </svg>
  );
}

export function ChainPicture() {
  return (
    <svg class="method-picture" viewBox="0 0 496 110" width="496" height="110" role="img" aria-label={said.chain}>
      {said.chainWords.map((word, index) => {
        const x = index * 95;
        const wide = index === 4 ? 112 : 72;
        return (
          <g>
            <rect class="method-box" x={x + 1} y="8" width={wide} height="38" />
            <text x={x + 1 + wide / 2} y="32" text-anchor="middle">
              {word}
            </text>
            {index < 4 && <path class="method-up" d={`M${x + 75} 27h12`} />}
            {index < 4 && <polygon class="method-up-head" points={`${x + 95},27 ${x + 87},22 ${x + 87},32`} />}
          </g>
        );
      })}
      {[0, 1, 2, 3].map((mark) => (
        <path class="mark-waiting" d={`M${202 + 14 * mark} 58l5 5l-5 5l-5 -5z`} />
      ))}
      <text class="quiet" x="226" y="90" text-anchor="middle">
        {said.waiting}
      </text>
    </svg>
  );
}

export function PairsPicture() {
  const line = (shift: number) => {
    const points = Array.from({ length: 25 }, (_, k) => {
      const t = k / 24;
      return `${k === 0 ? "M" : "L"}${10 + 250 * t} ${(70 - 14 * Math.sin(9 * t) - 9 * Math.sin(23 * t + 1) + shift * t).toFixed(1)}`;
    });
    return points.join("");
  };
  return (
    <svg class="method-picture" viewBox="0 0 420 130" width="420" height="130" role="img" aria-label={said.pairs}>
      <path class="method-a" d={line(-18)} />
      <path class="method-b" d={line(20)} />
      <text class="strong" x="268" y="56">
        {said.optionA}
      </text>
      <text class="label-option" x="268" y="104">
        {said.optionB}
      </text>
      <path class="method-gap" d="M262 58V92M258 58h8M258 92h8" />
      <text class="quiet" x="274" y="80">
        {said.gap}
      </text>
    </svg>
  );
}

export function RangePicture() {
  return (
    <svg class="method-picture" viewBox="0 0 420 90" width="420" height="90" role="img" aria-label={said.range}>
      {Array.from({ length: 10 }, (_, k) => (
        <circle class={k === 0 || k === 9 ? "run-little" : "run-much"} cx={30 + 40 * k} cy="26" r="9" />
      ))}
      <path class="method-gap" d="M58 46v8H362v-8" />
      <text class="strong" x="210" y="74" text-anchor="middle">
        {said.range8}
      </text>
      <text class="quiet" x="4" y="74">
        {said.left}
      </text>
      <text class="quiet" x="416" y="74" text-anchor="end">
        {said.left}
      </text>
    </svg>
  );
}

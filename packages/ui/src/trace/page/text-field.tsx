/** What a text field is for. */
export interface TextFieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
  readonly readOnly?: boolean;
}

/** One line of text in a form, under its label. */
export function TextField({ label, name, value, onChange, required = false, readOnly = false }: TextFieldProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        class="input"
        name={name}
        value={value}
        required={required}
        readOnly={readOnly}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}
